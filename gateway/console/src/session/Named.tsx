import { useAsk } from '../data/query.ts';
import { NamedAssetDocument, NamedCaseDocument, NamedReleaseDocument } from '../generated/named.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { titled } from '../words/i18n.ts';

/** An id that a person is about to sign, with what it stands for where the gateway tells; the id is what is signed. */
export function Named({ id }: { readonly id: string }) {
  const release = useAsk(NamedReleaseDocument, { id }, { when: id.startsWith('rel-') }).data?.release;
  const asset = useAsk(NamedAssetDocument, { id }, { when: id.startsWith('ast-') }).data?.asset;
  const found = useAsk(NamedCaseDocument, { id }, { when: id.startsWith('cas-') }).data?.case;
  const title =
    titled(release?.asset?.text?.descriptor?.title) ||
    titled(asset?.text?.descriptor?.title) ||
    titled(
      found?.application?.asset?.descriptor?.title ??
        found?.application?.batch?.title ??
        found?.asset?.text?.descriptor?.title,
    );
  return (
    <>
      {title ? (
        <>
          <b>
            {title}
            {release?.text?.label ? ` ${release.text.label}` : ''}
          </b>{' '}
        </>
      ) : null}
      <Identifier value={id} />
    </>
  );
}
