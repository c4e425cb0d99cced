import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { moment } from '../parts/format.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { save } from '../parts/save.ts';
import { csvOf } from './csv.ts';
import type { Grouped } from './group.ts';
import { readMade } from './lineage.ts';
import type { About, Lineage } from './model.ts';
import { provOf } from './prov.ts';
import type { Question } from './question.ts';
import { useTitles } from './titles.ts';
import { useTrace } from './words.ts';

type Props = {
  readonly of: Lineage;
  readonly drawn: Lineage | Grouped;
  readonly about: ReadonlyMap<string, About>;
  readonly question: Question;
  readonly open: readonly string[];
};

/** The page's answer as a file: a picture, a table, or W3C PROV. */
export function Exports({ of, drawn, about, question, open }: Props) {
  const say = useTrace();
  const titles = useTitles();
  const [error, setError] = useState<unknown>();
  const name = `trace-${of.points[0]?.id ?? ''}-${of.asOf.block}`;
  const foot = `${location.href.split('?')[0]} · ${say('asOfBlock')} ${of.asOf.block} · ${moment(of.asOf.time)}`;
  const picture = async () => {
    const { pictureOf } = await import('./picture.ts');
    save(await pictureOf(drawn, about, titles, foot, say), `${name}.png`);
  };
  const csv = () => save(new Blob([csvOf(of, about)], { type: 'text/csv' }), `${name}.csv`);
  const prov = async () => {
    const made = await readMade({ ...question, asOf: { block: of.asOf.block } }, open);
    const text = JSON.stringify(provOf(of, about, made, location.origin), null, 2);
    save(new Blob([text], { type: 'application/json' }), `${name}.prov.json`);
  };
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void picture().catch(setError)}>
        {say('png')}
      </Button>
      <Button onClick={csv}>{say('csv')}</Button>
      <Button onClick={() => void prov().catch(setError)}>{say('prov')}</Button>
      {error === undefined ? null : <Refusal error={error} />}
    </>
  );
}
