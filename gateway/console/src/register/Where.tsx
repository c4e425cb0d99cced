import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import type { Draft, Profile } from './draft.ts';
import { useRegister } from './words.ts';

export type Party = {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string | null };
  readonly roles: readonly string[];
  readonly host: string;
};

function ProfileNote({ profile }: { readonly profile: Profile | undefined }): ReactNode {
  const say = useRegister();
  const term = useTerm();
  if (!profile) return null;
  const { accept, review, publicity } = profile.clocks;
  const figure = ({ amount, unit }: typeof accept) => `${amount} ${term('DurationUnit', unit)}`;
  return (
    <>
      {profile.citation.source}
      <br />
      {say('clocks', { accept: figure(accept), review: figure(review), publicity: figure(publicity) })}
      {profile.validity ? ` · ${say('validity', { validity: figure(profile.validity) })}` : ''}
    </>
  );
}

type Props = {
  readonly draft: Draft;
  readonly change: Change;
  readonly profiles: readonly Profile[];
  readonly registrars: readonly Party[];
  /** A case that is mended, and an asset that is registered, keep their profile; the case also its registrar. */
  readonly fixed: { readonly profile: boolean; readonly registrar: boolean };
};

/** By which rules it is registered, and by whom. */
export function Where({ draft, change, profiles, registrars, fixed }: Props) {
  const say = useRegister();
  const profile = profiles.find(({ id }) => id === draft.profile);
  const taken = profiles.filter(({ id, types }) => types.includes('INITIAL') || id === draft.profile);
  return (
    <Panel title={say('where')}>
      <div className="form">
        <Labelled label={say('profile')} required hint={<ProfileNote profile={profile} />}>
          {(id) => (
            <Select
              id={id}
              className="full"
              placeholder={say('select')}
              disabled={fixed.profile}
              value={draft.profile || null}
              options={taken.map((one) => ({ value: one.id, label: titled(one.title) }))}
              onChange={(value: string) => change(() => ({ profile: value }))}
            />
          )}
        </Labelled>
        <Labelled label={say('registrar')} required>
          {(id) => (
            <Select
              id={id}
              className="full"
              placeholder={say('select')}
              disabled={fixed.registrar}
              value={draft.registrar || null}
              options={registrars.map((one) => ({ value: one.id, label: titled(one.title) }))}
              onChange={(value: string) => change(() => ({ registrar: value }))}
            />
          )}
        </Labelled>
      </div>
    </Panel>
  );
}
