import type { ReleaseWordsFragment } from '../generated/case.ts';
import { useField } from '../words/fields.ts';
import { bytes, count, moment } from './format.ts';
import { Identifier } from './Identifier.tsx';
import { Tag } from './Tag.tsx';

/** What is said of a release: its files with their digests. What the reader may not see is not there. */
export function ReleaseText({ of }: { readonly of: ReleaseWordsFragment }) {
  const field = useField();
  return (
    <>
      <dl className="facts">
        {of.label ? (
          <div>
            <dt>{field('label')}</dt>
            <dd>{of.label}</dd>
          </div>
        ) : null}
        {of.producedAt ? (
          <div>
            <dt>{field('producedAt')}</dt>
            <dd>{moment(of.producedAt)}</dd>
          </div>
        ) : null}
        {typeof of.records === 'number' ? (
          <div>
            <dt>{field('records')}</dt>
            <dd>{count(of.records)}</dd>
          </div>
        ) : null}
        {of.grade ? (
          <div>
            <dt>{field('grade')}</dt>
            <dd>
              <Tag kind="Grade" value={of.grade} />
            </dd>
          </div>
        ) : null}
      </dl>
      <ul className="rows">
        {of.distributions?.map(({ name, mediaType, size, sha256, sm3 }) => (
          <li key={sha256}>
            <span className="row-head">
              <span>{name}</span>
              <small>
                {bytes(size)} · {mediaType}
              </small>
            </span>
            <small>
              <Identifier value={sha256} /> {sm3 ? <Identifier value={sm3} /> : null}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
