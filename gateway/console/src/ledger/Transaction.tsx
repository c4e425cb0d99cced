import './ledger.css';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { LedgerHeadDocument, TransactionPageDocument } from '../generated/ledger.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { useNames } from '../session/names.ts';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { Code } from './Code.tsx';
import { Explained } from './Explained.tsx';
import { useLedger } from './words.ts';

/** One transaction, each of its fields explained. */
export default function Transaction() {
  const say = useLedger();
  const command = useCommand();
  const { signer } = useNames();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(TransactionPageDocument, { id });
  const head = useAsk(LedgerHeadDocument, {}).data;
  const nameOf = (msp: string) => titled(head?.operators.find((one) => one.msp === msp)?.title) || msp;
  const hidden = <small>{say('hidden')}</small>;
  return (
    <Answer of={asked}>
      {({ transaction: found }) => {
        if (!found) return <Nothing action={<Link to="/blocks">{say('title')}</Link>}>{say('gone')}</Nothing>;
        const { creator, subject } = found;
        const to = subject ? linkTo(subject) : undefined;
        const fields: readonly (readonly [Parameters<typeof say>[0], Parameters<typeof say>[0], ReactNode])[] = [
          ['id', 'idText', <Identifier key="id" value={found.id} whole />],
          ['code', 'codeText', <Code key="code" code={found.code} />],
          [
            'where',
            'whereText',
            <Link key="where" to={`/blocks/${found.block}`}>
              {say('block', { block: found.block })} · {found.index}
            </Link>,
          ],
          ['time', 'timeText', <Moment key="time" time={found.time} />],
          ['type', 'typeText', found.type],
          ['function', 'functionText', found.function ? <code key="function">{found.function}</code> : hidden],
          [
            'subject',
            'subjectText',
            subject ? <Identifier key="subject" value={subject} whole {...(to ? { to } : {})} /> : hidden,
          ],
          ['state', 'stateText', found.state ?? hidden],
          ['creator', 'creatorText', creator ? signer(creator) : hidden],
          [
            'commandId',
            'commandIdText',
            found.commandId ? <Identifier key="c" value={found.commandId} whole /> : hidden,
          ],
          ['endorsers', 'endorsersText', found.endorsers?.map(nameOf).join(' · ') || hidden],
        ];
        return (
          <>
            <PageHead
              title={
                <>
                  {found.function ? command(found.function) : say('config')} <Code code={found.code} />
                </>
              }
              text={found.keyReplaced ? say('replaced') : say('transaction')}
            />
            <Panel title={say('transaction')}>
              <dl className="facts explained-facts">
                {fields.map(([label, text, value]) => (
                  <Explained key={label} label={say(label)} text={say(text)}>
                    {value}
                  </Explained>
                ))}
              </dl>
            </Panel>
          </>
        );
      }}
    </Answer>
  );
}
