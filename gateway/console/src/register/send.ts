import { act, type Done } from '../session/act.ts';
import { applicationOf, publishing } from './application.ts';
import type { Draft } from './draft.ts';
import { sealed, sealedRelease, stored } from './sealing.ts';

type To = {
  /** Whose asset it is. */
  readonly holder: string;
  readonly version: number;
  readonly answering?: string | undefined;
};

/** Sends an application, new or mended. The texts of a restricted asset go into its vaults first. */
export async function send(draft: Draft, { holder, version, answering }: To): Promise<Done> {
  const open = applicationOf(draft, holder);
  const made = draft.disclosure === 'restricted' ? await sealed(open) : { application: open, vaults: [] };
  const { application, vaults } = made;
  await stored(vaults, {
    ...('asset' in open ? { asset: open.asset } : {}),
    ...('release' in open ? { release: open.release } : {}),
  });
  if (answering) return act('registration:resubmit', { case: answering, application });
  return act('registration:submit', {
    profile: { id: draft.profile, version },
    registrar: draft.registrar,
    application,
  });
}

/** Publishes a release of what is registered. */
export async function publish(draft: Draft): Promise<Done> {
  const { asset, release } = publishing(draft);
  if (draft.disclosure === 'open') return act('asset:publish', { asset, release });
  const made = await sealedRelease(release);
  await stored([made], { release });
  return act('asset:publishSealed', { asset, release: made.sealed });
}
