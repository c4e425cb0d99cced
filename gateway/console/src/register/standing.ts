import type { Asset, AssetText } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { BY_NAME, type Difference, differences } from '../case/difference.ts';
import { useAsk } from '../data/query.ts';
import { StandingDocument, type StandingQuery } from '../generated/register.ts';
import { askLedger } from '../session/act.ts';
import { session } from '../session/token.ts';
import { assetOf } from './application.ts';
import { type Draft, emptyDraft, type LaterType } from './draft.ts';
import { ofAsset } from './draft-of.ts';
import { assetIn } from './unsealed.ts';

/** What is registered of an asset: as the API tells it, and its text in the ledger's own form. */
export type Standing = NonNullable<StandingQuery['asset']> & { readonly written: AssetText | undefined };

/** Reads what stands of an asset; nothing without an id. */
export function useStanding(id: string) {
  const told = useAsk(StandingDocument, { id }, { when: id !== '' });
  const written = useQuery({
    queryKey: ['moves', 'asset:read', id],
    queryFn: () => askLedger<Asset, 'asset:read'>('asset:read', { asset: id }),
    enabled: id !== '',
  });
  const asset = told.data?.asset;
  // Of a restricted asset only its holder has the text, out of its vault at its host.
  const vault = asset?.vault?.id ?? '';
  const hidden = useQuery({
    queryKey: ['vault', vault],
    queryFn: () => assetIn(vault),
    enabled: vault !== '' && asset?.entityId === session()?.person.entity,
    retry: false,
  });
  const error = told.error ?? written.error;
  const data: Standing | null | undefined =
    asset === null || asset === undefined
      ? asset
      : written.data && !hidden.isLoading
        ? { ...asset, written: written.data.text ?? hidden.data }
        : undefined;
  return { ...told, data, error };
}

/** A draft that begins with what stands. */
export function startOf(type: LaterType, standing: Standing): Draft {
  const { id, profile, certificate, written, entityId } = standing;
  const about = {
    ...emptyDraft(),
    type,
    of: id,
    profile: profile?.id ?? '',
    registrar: certificate?.registrar?.id ?? '',
    disclosure: standing.disclosure === 'RESTRICTED' ? ('restricted' as const) : ('open' as const),
  };
  if (!written) return about;
  return type === 'release' ? { ...about, grade: written.grade } : { ...about, ...ofAsset(written, entityId) };
}

/** How long the new certificate would run, as the profile has it; what entities and the ledger's words are called. */
type Words = {
  readonly validity: string;
  readonly nameOf: (entity: string) => string;
  readonly term: (kind: string, value: string) => string;
};

/** What an application changes of what stands, place by place. */
export function changesOf(draft: Draft, standing: Standing, { validity, nameOf, term }: Words): Difference[] {
  const { written, entityId, certificate } = standing;
  const one = (path: string, before: unknown, now: unknown): Difference[] => [{ path: [path], before, now }];
  switch (draft.type) {
    case 'change':
    case 'correction':
      return differences(written, assetOf(draft, entityId));
    case 'renewal':
      return one('validUntil', certificate?.validUntil?.slice(0, 10), validity);
    case 'transfer': {
      if (!draft.transferee) return [];
      const [from, to] = [nameOf(entityId), nameOf(draft.transferee)];
      const rights = (written?.rights ?? []).filter(({ holder }) => holder === entityId);
      return [
        ...one('holder', from, to),
        ...rights.map(({ right }) => ({ path: ['rights', `${BY_NAME}${right}`], before: from, now: to })),
      ];
    }
    case 'deregistration':
      return [
        ...one('asset', term('AssetState', 'REGISTERED'), term('AssetState', 'ENDED')),
        ...one(
          'certificate',
          term('CertificateState', certificate?.state ?? ''),
          term('CertificateState', 'CANCELLED'),
        ),
      ];
    default:
      return [];
  }
}
