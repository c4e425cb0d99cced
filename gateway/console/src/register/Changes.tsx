import { Link } from 'react-router';
import { Differences } from '../case/Differences.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import type { Draft, Profile } from './draft.ts';
import { changesOf, type Standing } from './standing.ts';
import type { Party } from './Where.tsx';
import { useRegister } from './words.ts';

/** The asset that an application is about, as it is registered. */
export function AboutAsset({ of }: { readonly of: Standing }) {
  const say = useRegister();
  const { certificate } = of;
  return (
    <Panel title={say('standing')}>
      <p className="row-head">
        <Link to={`/assets/${of.id}`}>{titled(of.text?.descriptor?.title) || of.id}</Link>
        <Tag kind="AssetState" value={of.state} />
        <small>{titled(of.entity?.title) || of.entityId}</small>
      </p>
      {certificate ? (
        <p>
          <Identifier value={certificate.number} to={`/certificates/${certificate.number}`} whole />{' '}
          <Tag kind="CertificateState" value={certificate.state} />
        </p>
      ) : null}
    </Panel>
  );
}

type Props = {
  readonly draft: Draft;
  readonly of: Standing;
  readonly profile: Profile | undefined;
  readonly parties: readonly Party[];
};

/** What the application will change, before anything is signed. */
export function Changes({ draft, of, profile, parties }: Props) {
  const say = useRegister();
  const term = useTerm();
  const validity = profile?.validity
    ? say('validityFrom', { validity: `${profile.validity.amount} ${term('DurationUnit', profile.validity.unit)}` })
    : '';
  const nameOf = (id: string) => titled(parties.find((one) => one.id === id)?.title) || id;
  const found = changesOf(draft, of, { validity, nameOf, term });
  return (
    <Panel title={say('changes')}>
      {found.length === 0 ? <Nothing>{say('changesNone')}</Nothing> : <Differences of={found} />}
      <p className="hint">{say(`then_${draft.type as 'change'}`)}</p>
    </Panel>
  );
}
