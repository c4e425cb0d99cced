import { Button, Input } from 'antd';
import { useState } from 'react';
import { usePages } from '../data/pages.ts';
import type { CaseFileQuery } from '../generated/case.ts';
import { CaseLeavesDocument, type CaseLeavesQuery } from '../generated/leaves.ts';
import { bytes, count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { useNow } from '../parts/now.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { titled } from '../words/i18n.ts';
import { mayObject } from './moves.ts';
import ObjectForm from './ObjectForm.tsx';
import { useObjections } from './objection-words.ts';
import { Papers } from './Papers.tsx';

type Found = NonNullable<CaseFileQuery['case']>;
type Batch = NonNullable<NonNullable<CaseLeavesQuery['case']>['batch']>;
type Leaf = Batch['leaves']['nodes'][number];

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };

function Row({ leaf, onObject }: { readonly leaf: Leaf; readonly onObject: (() => void) | undefined }) {
  const say = useObjections();
  const command = useCommand();
  const [file] = leaf.release?.distributions ?? [];
  return (
    <li>
      <span className="row-head">
        <span>
          {leaf.index + 1}. {titled(leaf.asset?.descriptor?.title) || say('untitled')}
        </span>
        {leaf.asset?.grade ? <Tag kind="Grade" value={leaf.asset.grade} /> : null}
        {leaf.state === 'ACTIVE' ? null : <Tag kind="LeafState" value={leaf.state} tone="bad" />}
        {onObject ? (
          <Button className="end" size="small" onClick={onObject}>
            {command('registration:object')}
          </Button>
        ) : null}
      </span>
      <small>
        {leaf.number ? <Identifier value={leaf.number} to={`/certificates/${leaf.number}`} whole /> : null}
        {file ? (
          <>
            {file.name} · {bytes(file.size)} · <Identifier value={file.sha256} />
          </>
        ) : null}
      </small>
    </li>
  );
}

/** The certificates that a batch asks for, one by one; in publicity each can be objected to by itself. */
export function Leaves({ of }: { readonly of: Found }) {
  const say = useObjections();
  const now = useNow();
  const me = useSession()?.person;
  const [text, setText] = useState('');
  const [against, setAgainst] = useState<Leaf>();
  const batch = of.application?.batch;
  const pages = usePages(
    CaseLeavesDocument,
    { case: of.id, text: text.trim() || null },
    ({ case: found }) => found?.batch?.leaves ?? NONE,
  );
  const [first] = (pages.asked.data as { readonly pages: readonly CaseLeavesQuery[] } | undefined)?.pages ?? [];
  const known = first?.case?.batch;
  const objected = (index: number) => of.objections.some(({ by, leaf }) => by.entity === me?.entity && leaf === index);
  const open = mayObject({ ...of, objections: [] }, me?.entity, now);
  return (
    <Panel title={say('leaves')} extra={<Total of={pages} />}>
      <div className="stack">
        {batch ? (
          <>
            <dl className="facts">
              <div>
                <dt>{say('leafCount')}</dt>
                <dd>{count(batch.count)}</dd>
              </div>
              <div>
                <dt>{say('root')}</dt>
                <dd>
                  <Identifier value={batch.root} />
                </dd>
              </div>
            </dl>
            {me && (me.entity === of.applicantId || me.entity === of.registrarId) ? (
              <Papers
                papers={[
                  {
                    kind: 'OTHER',
                    name: say('leavesFile'),
                    sha256: batch.file.sha256,
                    size: batch.file.size,
                    mediaType: 'application/x-ndjson',
                  },
                ]}
              />
            ) : null}
          </>
        ) : null}
        {known && known.reading.state !== 'WHOLE' ? (
          <p className={known.reading.state === 'BROKEN' ? 'problem' : 'hint'} role="status">
            {known.reading.state === 'BROKEN'
              ? say('leavesBroken', { problem: known.reading.problem ?? '' })
              : say('leavesReading', { count: count(known.reading.lines) })}
          </p>
        ) : null}
        <Input.Search
          allowClear
          placeholder={say('leafSearch')}
          aria-label={say('leafSearch')}
          onSearch={(value) => setText(value)}
        />
      </div>
      <Paged of={pages} none={<Nothing>{say('leavesNone')}</Nothing>}>
        {(leaves) => (
          <ul className="rows">
            {leaves.map((leaf) => (
              <Row
                key={leaf.index}
                leaf={leaf}
                onObject={open && leaf.state === 'ACTIVE' && !objected(leaf.index) ? () => setAgainst(leaf) : undefined}
              />
            ))}
          </ul>
        )}
      </Paged>
      {against && known ? (
        <ObjectForm
          of={of.id}
          title={`${against.index + 1}. ${titled(against.asset?.descriptor?.title) || say('untitled')}`}
          leaf={{ batch: known.id, index: against.index }}
          onClose={() => setAgainst(undefined)}
        />
      ) : null}
    </Panel>
  );
}
