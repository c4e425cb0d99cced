import './ledger.css';
import { DownloadOutlined } from '@ant-design/icons';
import { Link, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { BlockPageDocument, type BlockPageQuery } from '../generated/ledger.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { useNames } from '../session/names.ts';
import { useCommand } from '../words/commands.ts';
import { useLanguage } from '../words/i18n.ts';
import { Code } from './Code.tsx';
import { Explained } from './Explained.tsx';
import { RawBlock } from './RawBlock.tsx';
import { useLedger } from './words.ts';

type Found = NonNullable<BlockPageQuery['block']>;

function Transactions({ of }: { readonly of: Found }) {
  const say = useLedger();
  const command = useCommand();
  const { signer } = useNames();
  return (
    <Panel title={say('transactions')} extra={<small>{say('count', { count: of.transactionCount })}</small>}>
      <ul className="rows">
        {of.transactions.map(({ id, index, type, code, function: name, subject, state, creator }) => {
          const to = subject ? linkTo(subject) : undefined;
          return (
            <li key={index}>
              <span className="row-head">
                <span>{name ? command(name) : say('config')}</span>
                <Code code={code} />
                <small>{type}</small>
                <span className="end">{id ? <Identifier value={id} to={`/transactions/${id}`} /> : null}</span>
              </span>
              <small>
                {creator ? `${signer(creator)} · ` : ''}
                {subject ? <Identifier value={subject} {...(to ? { to } : {})} /> : null} {state}
              </small>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** One block: its header, explained, and what stands in it. */
export default function Block() {
  const say = useLedger();
  useLanguage();
  const number = Number(useParams().block);
  const asked = useAsk(BlockPageDocument, { number }, { when: Number.isInteger(number) && number >= 0 });
  return (
    <Answer of={asked}>
      {({ block: found }) =>
        found ? (
          <>
            <PageHead
              title={say('block', { block: found.number })}
              text={say('count', { count: found.transactionCount })}
            >
              {found.number > 0 ? <Link to={`/blocks/${found.number - 1}`}>← {say('before')}</Link> : null}
              <Link to={`/blocks/${found.number + 1}`}>{say('after')} →</Link>
            </PageHead>
            <div className="columns">
              <Panel title={say('block', { block: found.number })}>
                <dl className="facts explained-facts">
                  <Explained label={say('number')} text={say('numberText')}>
                    {count(found.number)}
                  </Explained>
                  <Explained label={say('time')} text={say('timeText')}>
                    <Moment time={found.time} />
                  </Explained>
                  <Explained label={say('hash')} text={say('hashText')}>
                    <Identifier value={found.hash} />
                  </Explained>
                  <Explained label={say('previous')} text={say('previousText')}>
                    <Identifier
                      value={found.previous}
                      {...(found.number > 0 ? { to: `/blocks/${found.number - 1}` } : {})}
                    />
                  </Explained>
                  <Explained label={say('dataHash')} text={say('dataHashText')}>
                    <Identifier value={found.dataHash} />
                  </Explained>
                </dl>
                <p className="download">
                  <a href={`/ledger/blocks/${found.number}`} download={`block-${found.number}.json`}>
                    <DownloadOutlined aria-hidden="true" /> {say('raw')}
                  </a>
                  <small className="explained">{say('rawText')}</small>
                </p>
                <RawBlock number={found.number} />
              </Panel>
              <Transactions of={found} />
            </div>
          </>
        ) : (
          <Nothing action={<Link to="/blocks">{say('title')}</Link>}>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
