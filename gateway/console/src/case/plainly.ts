import type { CommandName } from '@suyuan/schemas';
import { type Asked, act, actAgreed, type Done } from '../session/act.ts';

type Papers = readonly { readonly sha256: string }[] | null | undefined;
type Of = {
  readonly id: string;
  readonly application: {
    readonly evidence: Papers;
    readonly batch?: { readonly file?: { readonly sha256: string } } | null;
  } | null;
  readonly sealed?: { readonly evidence: Papers } | null;
};

/** Every document of a case, by digest: what its registrar signs for. */
const documentsOf = ({ application, sealed }: Of) => [
  ...((sealed ?? application)?.evidence ?? []).map(({ sha256 }) => sha256),
  ...(application?.batch?.file ? [application.batch.file.sha256] : []),
];

/** A command that needs no more than its case. */
export function commandOf(name: CommandName, of: Of): Asked<CommandName> {
  const documents = name === 'registration:receipt' ? { documents: documentsOf(of) } : {};
  return { case: of.id, ...documents } as Asked<CommandName>;
}

export const plainly = (name: CommandName, of: Of): Promise<Done> => act(name, commandOf(name, of));

export const plainlyAgreed = (name: CommandName, of: Of): Promise<Done> => actAgreed(name, commandOf(name, of));
