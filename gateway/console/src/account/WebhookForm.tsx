import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { query } from '../data/http.ts';
import { refresh } from '../data/query.ts';
import { CreateWebhookDocument, type WatchKind } from '../generated/account.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useAccount } from './words.ts';

const KINDS: readonly WatchKind[] = ['ASSET', 'CASE', 'CERTIFICATE', 'LICENCE'];
const EXAMPLES: Readonly<Record<WatchKind, string>> = {
  ASSET: 'ast-…',
  CASE: 'cas-…',
  CERTIFICATE: 'SY-2026-…',
  LICENCE: 'agr-…',
};

/** Another address to tell, of one subject. */
export function WebhookForm() {
  const say = useAccount();
  const term = useTerm();
  useLanguage();
  const [kind, setKind] = useState<WatchKind>('ASSET');
  const [subject, setSubject] = useState('');
  const [url, setUrl] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await query(CreateWebhookDocument, { input: { kind, subject: subject.trim(), url: url.trim() } });
      setSubject('');
      await refresh();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void create(event)}>
      <Labelled label={say('kind')}>
        {(id) => (
          <Select
            id={id}
            className="full"
            value={kind}
            options={KINDS.map((value) => ({ value, label: term('WatchKind', value) }))}
            onChange={setKind}
          />
        )}
      </Labelled>
      <Labelled label={say('subject')} required>
        {(id) => (
          <Input
            id={id}
            autoComplete="off"
            value={subject}
            placeholder={EXAMPLES[kind]}
            onChange={({ target }) => setSubject(target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('url')} required>
        {(id) => (
          <Input
            id={id}
            type="url"
            autoComplete="off"
            value={url}
            placeholder="https://"
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
      </Labelled>
      <div className="end-row">
        <Button htmlType="submit" type="primary" disabled={!subject.trim() || !url.trim()} loading={busy}>
          {say('create')}
        </Button>
      </div>
      {error === undefined ? null : (
        <div className="whole">
          <Refusal error={error} />
        </div>
      )}
    </form>
  );
}
