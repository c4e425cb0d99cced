import { Alert, Radio } from 'antd';
import { Panel } from '../parts/Panel.tsx';
import { words } from '../words/i18n.ts';
import type { Change } from './change.ts';
import type { Draft } from './draft.ts';

const useDisclosure = words(
  'disclosure',
  {
    disclosure: '公开方式',
    disclosureOpen: '公开登记',
    disclosureRestricted: '限制登记',
    disclosureOpenText: '描述、权利与版本写在账本上，公众按登记规则查看。',
    disclosureRestrictedText:
      '描述、版本与来源密封在您的托管机构的保管库中，账本上只有承诺值与分级；提交后须向登记机构开放，方可受理。',
    notHost:
      '内容只能经您的托管机构（{{host}}）的网关密封；本网关属于 {{here}}。请在 {{host}} 的网关登录后办理，或改为公开登记。',
  },
  {
    disclosure: 'Disclosure',
    disclosureOpen: 'Open',
    disclosureRestricted: 'Restricted',
    disclosureOpenText: 'Description, rights and releases stand on the ledger; the public reads what the profile says.',
    disclosureRestrictedText:
      'Description, release and inputs are sealed in the vault of your host; the ledger has commitments and the grade. After submitting, open them to the registrar, so that it can accept.',
    notHost:
      'Texts are sealed through the gateway of your own host, {{host}}; this one is of {{here}}. Sign in at the gateway of {{host}}, or register in the open.',
  },
);

type Props = {
  readonly draft: Draft;
  readonly change: Change;
  /** The operator that hosts the person, and the one whose gateway this is. */
  readonly host: string;
  readonly here: string;
  /** It was chosen at the first registration and stays. */
  readonly fixed: boolean;
};

/** Whether texts can be sealed here: they go through the gateway of one's own host and through no other. */
export const sealsHere = ({ disclosure }: Pick<Draft, 'disclosure'>, host: string, here: string): boolean =>
  disclosure === 'open' || host === here;

/** In the open, or restricted: its texts in the vault of one's host, commitments on the ledger. */
export function Disclosure({ draft, change, host, here, fixed }: Props) {
  const say = useDisclosure();
  return (
    <Panel title={say('disclosure')}>
      <Radio.Group
        aria-label={say('disclosure')}
        disabled={fixed}
        value={draft.disclosure}
        onChange={({ target }) => change(() => ({ disclosure: target.value as Draft['disclosure'] }))}
      >
        <Radio value="open">{say('disclosureOpen')}</Radio>
        <Radio value="restricted">{say('disclosureRestricted')}</Radio>
      </Radio.Group>
      <p className="hint">{say(draft.disclosure === 'open' ? 'disclosureOpenText' : 'disclosureRestrictedText')}</p>
      {sealsHere(draft, host, here) ? null : <Alert type="warning" showIcon title={say('notHost', { host, here })} />}
    </Panel>
  );
}
