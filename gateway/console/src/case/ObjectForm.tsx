import { Input } from 'antd';
import { useState } from 'react';
import { query } from '../data/http.ts';
import { LeafProofDocument } from '../generated/leaves.ts';
import { Attachments, type Evidence } from '../parts/Attachments.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { type Asked, act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { useObjections } from './objection-words.ts';

const GROUNDS = ['ownership', 'authorisation', 'personal-information', 'content', 'other'] as const;

type Leaf = { readonly batch: string; readonly index: number };
type Props = {
  readonly of: string;
  readonly title: string;
  /** Of a batch: the one certificate that is objected to. */
  readonly leaf?: Leaf;
  readonly onClose: () => void;
};

/** A leaf as the command names it: with the way from its hash to the root of the batch. */
async function proved(leaf: Leaf) {
  const found = (await query(LeafProofDocument, leaf)).batch?.leaf?.proof;
  if (!found) throw new Error('The gateway has not read the certificates of this batch yet');
  return { leaf: found.leaf, path: [...found.path] } as NonNullable<Asked<'registration:object'>['leaf']>;
}

/** An objection to what is in publicity: its ground, a statement, and the documents that show it. */
export default function ObjectForm({ of, title, leaf, onClose }: Props) {
  const say = useObjections();
  const term = useTerm();
  const command = useCommand();
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('ownership');
  const [statement, setStatement] = useState('');
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const [bringing, setBringing] = useState(false);
  return (
    <SendForm
      wide
      title={command('registration:object')}
      ready={statement.trim() !== '' && !bringing}
      send={async () => {
        const said = { case: of, ground, statement: statement.trim(), evidence: [...evidence] };
        await act('registration:object', leaf ? { ...said, leaf: await proved(leaf) } : said);
      }}
      onClose={onClose}
    >
      <p>
        {say('objectTo')} <b>{title}</b>
      </p>
      <p className="hint">{say(leaf ? 'objectLeaf' : 'objectText')}</p>
      <Labelled label={say('ground')} required>
        {(id) => (
          <select
            id={id}
            className="native"
            value={ground}
            onChange={({ target }) => setGround(target.value as (typeof GROUNDS)[number])}
          >
            {GROUNDS.map((one) => (
              <option key={one} value={one}>
                {term('ObjectionGround', inApi(one))}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say('statement')} required hint={say('statementHint')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={statement}
            onChange={({ target }) => setStatement(target.value)}
          />
        )}
      </Labelled>
      <h3>{say('evidence')}</h3>
      <Attachments of={evidence} onChange={setEvidence} onBusy={setBringing} />
    </SendForm>
  );
}
