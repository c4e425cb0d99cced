import type { Draft, Type } from './draft.ts';

/** Parts of the form without which there is nothing that the ledger's rules could look at. */
export type Part =
  | 'profile'
  | 'registrar'
  | 'files'
  | 'titleZh'
  | 'abstractZh'
  | 'keywords'
  | 'subject'
  | 'label'
  | 'right'
  | 'basis'
  | 'encumbrances'
  | 'job'
  | 'columns'
  | 'grounds'
  | 'transferee';

/** Which parts an application of a type has. */
export type Parts = {
  readonly asset: boolean;
  readonly release: boolean;
  readonly case: boolean;
  readonly grounds: boolean;
  readonly transferee: boolean;
};

const nothing: Parts = { asset: false, release: false, case: true, grounds: false, transferee: false };

export const PARTS: Readonly<Record<Type, Parts>> = {
  initial: { ...nothing, asset: true, release: true },
  change: { ...nothing, asset: true },
  correction: { ...nothing, asset: true, grounds: true },
  renewal: nothing,
  transfer: { ...nothing, transferee: true },
  deregistration: { ...nothing, grounds: true },
  release: { ...nothing, case: false, release: true },
};

type Filled = readonly (readonly [Part, boolean])[];

const filled = (text: string) => text.trim() !== '';

function ofAsset(draft: Draft): Filled {
  const rights = Object.values(draft.rights).filter(({ on }) => on);
  return [
    ['titleZh', filled(draft.titleZh)],
    ['abstractZh', filled(draft.abstractZh)],
    ['keywords', draft.keywords.length > 0],
    ['subject', filled(draft.subject)],
    ['right', rights.length > 0],
    ['basis', rights.every(({ basis, from }) => filled(basis) && filled(from))],
    ['encumbrances', draft.encumbrances.every(({ reference, from }) => filled(reference) && filled(from))],
  ];
}

function ofRelease({ files, label, inputs, run, columns }: Draft): Filled {
  return [
    ['files', files.length > 0],
    ['label', filled(label)],
    ['job', inputs.length === 0 || !run.kind || (filled(run.namespace) && filled(run.name))],
    ['columns', columns.every(({ from, to }) => filled(from) && filled(to))],
  ];
}

export function unfilled(draft: Draft): Part[] {
  const parts = PARTS[draft.type];
  const all: Filled = [
    ...(parts.case
      ? ([
          ['profile', draft.profile !== ''],
          ['registrar', draft.registrar !== ''],
        ] as const)
      : []),
    ...(parts.release ? ofRelease(draft) : []),
    ...(parts.asset ? ofAsset(draft) : []),
    ['grounds', !parts.grounds || filled(draft.grounds)],
    ['transferee', !parts.transferee || draft.transferee !== ''],
  ];
  return all.filter(([, there]) => !there).map(([part]) => part);
}
