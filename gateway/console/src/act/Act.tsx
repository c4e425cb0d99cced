import './acts.css';
import type { CommandName } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { ask } from '../data/http.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act, type Done } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { useLanguage } from '../words/i18n.ts';
import { formsFor, hasForm } from './commands.ts';
import { type Draft, type Problem, prefilled, written } from './draft.ts';
import { Members } from './Field.tsx';
import { dropDraft, keepDraft, keptDraft } from './keep.ts';
import type { Schema } from './schema.ts';
import { SENTENCES } from './sentences.ts';
import { useActs } from './words.ts';

/** A command less its id, which is made when it is sent. */
function less({ properties = {}, required = [], ...rest }: Schema): Schema {
  const { commandId: _made, ...others } = properties;
  return { ...rest, properties: others, required: required.filter((name) => name !== 'commandId') };
}

function Signed({ done, onAgain }: { readonly done: Done; readonly onAgain: () => void }) {
  const say = useActs();
  const to = linkTo(done.subject);
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={say('done')}
      description={
        <>
          <p>
            <Identifier value={done.subject} {...(to ? { to } : {})} whole />
          </p>
          <p>
            {say('transaction')} <Identifier value={done.transactionId} to={`/transactions/${done.transactionId}`} />
          </p>
          <Button onClick={onAgain}>{say('again')}</Button> <Link to="/act">{say('all')}</Link>
        </>
      }
    />
  );
}

type FormProps = { readonly name: CommandName; readonly schema: Schema };

function Form({ name, schema }: FormProps) {
  const say = useActs();
  const { search } = useLocation();
  const begun = () => prefilled(schema, [...new URLSearchParams(search)]);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(name, search) ?? begun());
  const [told, setTold] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<Done>();
  const change = (by: (now: Draft) => Draft) =>
    setDraft((now: Draft) => {
      const next = by(now);
      keepDraft(name, search, next);
      setTold((problems) => (problems.length > 0 ? written(schema, next).problems : problems));
      return next;
    });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { value, problems } = written(schema, draft);
    setTold(problems);
    setError(undefined);
    if (problems.length > 0) return;
    setBusy(true);
    try {
      setDone(await act(name, value as never));
      dropDraft(name, search);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const again = () => {
    setDone(undefined);
    setDraft(begun());
  };
  if (done) return <Signed done={done} onAgain={again} />;
  return (
    <form className="act-form" onSubmit={(event) => void send(event)}>
      <Members schema={schema} path="" draft={draft} problems={told} onChange={change} />
      {told.length > 0 ? <Alert type="warning" showIcon title={say('problems', { count: told.length })} /> : null}
      {error === undefined ? null : <Refusal error={error} />}
      <div>
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {say('sign')}
        </Button>
      </div>
    </form>
  );
}

/** One command by its form, which is made of its schema; what is known of it comes with the address. */
export default function Act() {
  const say = useActs();
  const word = useCommand();
  const zh = useLanguage() === 'zh';
  const { command = '' } = useParams();
  const { key } = useLocation();
  const roles = useSession()?.person.roles ?? [];
  const known = hasForm(command);
  const schema = useQuery({
    queryKey: ['still', 'schema', command],
    queryFn: async () => less((await ask(`/schemas/commands/${encodeURIComponent(command)}`)) as Schema),
    enabled: known,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!known) return <Nothing action={<Link to="/act">{say('all')}</Link>}>{say('none')}</Nothing>;
  return (
    <>
      <PageHead title={word(command)} text={SENTENCES[command]?.[zh ? 0 : 1]}>
        <Link to="/act">{say('all')}</Link>
      </PageHead>
      {formsFor(roles).includes(command) ? null : <Alert type="warning" showIcon title={say('notYours')} />}
      <Panel title={say('fill')}>
        <Answer of={schema}>{(found) => <Form key={`${command} ${key}`} name={command} schema={found} />}</Answer>
      </Panel>
    </>
  );
}
