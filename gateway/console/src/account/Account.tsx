import { PageHead } from '../parts/Panel.tsx';
import { Identity } from './Identity.tsx';
import { Sessions } from './Sessions.tsx';
import { Webhooks } from './Webhooks.tsx';
import { useAccount } from './words.ts';

/** Who is signed in, by what, where else, and whom the gateway tells on their behalf. */
export default function Account() {
  const say = useAccount();
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <div className="columns wide-left">
        <div className="stack">
          <Identity />
          <Webhooks />
        </div>
        <Sessions />
      </div>
    </>
  );
}
