import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { fetchFile } from '../data/http.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { save } from '../parts/save.ts';
import { useHasRole } from '../session/session.ts';
import { useLedger } from './words.ts';

/** The block as the peer keeps it, for oversight: nobody else is offered what would be refused. */
export function RawBlock({ number }: { readonly number: number }) {
  const say = useLedger();
  const oversees = useHasRole('REGULATOR', 'AUDITOR');
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<unknown>();
  if (!oversees) return null;
  const fetchBlock = async () => {
    setReading(true);
    setError(undefined);
    try {
      save(await fetchFile(`/ledger/blocks/${number}/raw`), `block-${number}.pb`);
    } catch (refused) {
      setError(refused);
    } finally {
      setReading(false);
    }
  };
  return (
    <div className="download">
      <Button type="link" icon={<DownloadOutlined />} loading={reading} onClick={() => void fetchBlock()}>
        {say('whole')}
      </Button>
      <small className="explained">{say('wholeText')}</small>
      {error === undefined ? null : <Refusal error={error} />}
    </div>
  );
}
