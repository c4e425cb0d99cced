import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useAsk } from '../data/query.ts';
import { PartiesDocument } from '../generated/licence.ts';
import { Attachments } from '../parts/Attachments.tsx';
import { Choice, popupIn } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { ACTIONS, ROUTES, strangersIn, type TermsDraft } from './terms.ts';
import { useLicence } from './words.ts';

type Props = { readonly draft: TermsDraft; readonly set: (part: Partial<TermsDraft>) => void };

function Notice({ draft: { notice }, set }: Props) {
  const say = useLicence();
  const term = useTerm();
  return (
    <Labelled label={say('noticeAmount')}>
      {(id) => (
        <InputNumber
          id={id}
          className="full"
          min={1}
          max={3650}
          value={notice.amount}
          suffix={term('DurationUnit', notice.unit === 'workingDay' ? 'WORKING_DAY' : notice.unit.toUpperCase())}
          onChange={(amount) => set({ notice: { ...notice, amount: amount ?? 30 } })}
        />
      )}
    </Labelled>
  );
}

function Recipients({ draft: { recipients }, set }: Props) {
  const say = useLicence();
  const parties = useAsk(PartiesDocument, {}).data?.entities.nodes ?? [];
  return (
    <Labelled label={say('recipients')}>
      {(id) => (
        <Select
          id={id}
          className="full"
          mode="multiple"
          getPopupContainer={popupIn}
          optionFilterProp="label"
          value={[...recipients]}
          options={parties.map((one) => ({ value: one.id, label: titled(one.title) }))}
          onChange={(chosen: readonly string[]) => set({ recipients: chosen })}
        />
      )}
    </Labelled>
  );
}

/** By which route data leave the country, and the contract: what most licences do without. */
function Beyond({ draft, set }: Props) {
  const say = useLicence();
  return (
    <details className="whole" open={draft.route !== ''}>
      <summary>{say('abroad')}</summary>
      <div className="form">
        <Labelled label={say('route')}>
          {(id) => (
            <Choice
              id={id}
              kind="RouteKind"
              values={ROUTES}
              value={draft.route}
              placeholder={say('routeNone')}
              onChange={(route) => set({ route })}
            />
          )}
        </Labelled>
        <Labelled label={say('reference')} required={draft.route !== ''}>
          {(id) => (
            <Input
              id={id}
              maxLength={200}
              value={draft.reference}
              onChange={({ target }) => set({ reference: target.value })}
            />
          )}
        </Labelled>
        {draft.route ? (
          <fieldset className="fields whole">
            <legend>{say('routePapers')} *</legend>
            <Attachments of={draft.papers} onChange={(change) => set({ papers: change(draft.papers) })} />
          </fieldset>
        ) : null}
        <fieldset className="fields whole">
          <legend>{say('contract')}</legend>
          <Attachments of={draft.contract} onChange={(change) => set({ contract: change(draft.contract).slice(-1) })} />
        </fieldset>
      </div>
    </details>
  );
}

/** What a licence allows and how it ends, as offers, proposals and listings say it. */
export function TermsFields({ draft, set }: Props) {
  const say = useLicence();
  const term = useTerm();
  const strangers = strangersIn(draft);
  const wrong = (codes: readonly string[]) =>
    codes.length > 0 ? say('strangers', { codes: codes.join(', ') }) : undefined;
  return (
    <>
      <fieldset className="fields whole">
        <legend>{say('actions')} *</legend>
        <Checkbox.Group
          value={[...draft.actions]}
          options={ACTIONS.map((value) => ({ value, label: term('LicenceAction', value.toUpperCase()) }))}
          onChange={(actions) => set({ actions: actions as TermsDraft['actions'] })}
        />
      </fieldset>
      <Labelled label={say('purposes')} hint={say('purposesHint')} problem={wrong(strangers.purposes)}>
        {(id) => <Input id={id} value={draft.purposes} onChange={({ target }) => set({ purposes: target.value })} />}
      </Labelled>
      <Labelled label={say('territories')} hint={say('territoriesHint')} problem={wrong(strangers.territories)}>
        {(id) => (
          <Input id={id} value={draft.territories} onChange={({ target }) => set({ territories: target.value })} />
        )}
      </Labelled>
      <Recipients draft={draft} set={set} />
      <Labelled label={say('untilDay')}>
        {(id) => (
          <Input id={id} type="date" value={draft.until} onChange={({ target }) => set({ until: target.value })} />
        )}
      </Labelled>
      <Labelled label={say('count')}>
        {(id) => (
          <Input
            id={id}
            inputMode="numeric"
            maxLength={10}
            value={draft.count}
            onChange={({ target }) => set({ count: target.value.replaceAll(/\D/g, '') })}
          />
        )}
      </Labelled>
      <Labelled label={say('onward')}>
        {(id) => (
          <InputNumber
            id={id}
            className="full"
            min={0}
            max={7}
            value={draft.onward}
            onChange={(onward) => set({ onward: onward ?? 0 })}
          />
        )}
      </Labelled>
      <Notice draft={draft} set={set} />
      <Beyond draft={draft} set={set} />
    </>
  );
}
