import './licence.css';
import '../words/trade-terms.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { PageHead } from '../parts/Panel.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useHasRole } from '../session/session.ts';
import { Agreements } from './Agreements.tsx';
import { MayUse } from './MayUse.tsx';
import { OfferForm, type Purpose } from './OfferForm.tsx';
import { Offers } from './Offers.tsx';
import { useLicence } from './words.ts';

const VIEWS = ['agreements', 'offers', 'ask'] as const;
const SHOWN = { agreements: Agreements, offers: Offers, ask: MayUse } as const;

/** Who may do what with which data: agreements, offers, and the ledger's answer to a question. */
export default function Licences() {
  const say = useLicence();
  const [search, setSearch] = useSearchParams();
  const [purpose, setPurpose] = useState<Purpose>();
  const holder = useHasRole('HOLDER');
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'agreements';
  const Shown = SHOWN[view];
  return (
    <>
      <PageHead title={say('title')} text={say('text')}>
        {holder ? (
          <>
            <Button onClick={() => setPurpose({ kind: 'propose' })}>{say('propose')}</Button>
            <Button type="primary" onClick={() => setPurpose({ kind: 'offer' })}>
              {say('offer')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <Tabs
        label={say('views')}
        of={VIEWS.map((value) => ({ value, text: say(value) }))}
        value={view}
        onChange={(value) => setSearch({ view: value })}
      />
      <Shown />
      {purpose ? <OfferForm purpose={purpose} onClose={() => setPurpose(undefined)} /> : null}
    </>
  );
}
