import { Input, Select } from 'antd';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import type { Change } from './change.ts';
import type { Draft } from './draft.ts';
import { PARTS } from './unfilled.ts';
import type { Party } from './Where.tsx';
import { useRegister } from './words.ts';

type Props = { readonly draft: Draft; readonly change: Change; readonly holders: readonly Party[] };

/** Why an asset is corrected or deregistered; to whom it is transferred. Nothing for other types. */
export function Reason({ draft, change, holders }: Props) {
  const say = useRegister();
  const { grounds, transferee } = PARTS[draft.type];
  if (!grounds && !transferee) return null;
  return (
    <Panel title={say(transferee ? 'transferTo' : 'grounds')}>
      {transferee ? (
        <Labelled label={say('transfereeWho')} required hint={say('transfereeHint')}>
          {(id) => (
            <Select
              id={id}
              className="full"
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={say('select')}
              value={draft.transferee || null}
              options={holders.map((one) => ({ value: one.id, label: titled(one.title) }))}
              onChange={(chosen: string) => change(() => ({ transferee: chosen }))}
            />
          )}
        </Labelled>
      ) : (
        <Labelled label={say(draft.type === 'correction' ? 'groundsCorrection' : 'groundsDeregistration')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={draft.grounds}
              onChange={({ target }) => change(() => ({ grounds: target.value }))}
            />
          )}
        </Labelled>
      )}
    </Panel>
  );
}
