import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { useSession } from '../session/session.ts';
import { useShell } from '../words/shell.ts';
import { useOverview } from './words.ts';

const Moves = lazy(() => import('./Moves.tsx'));

/** What waits for who has signed in; who has not is told where to. */
export function Waiting() {
  const say = useOverview();
  const shell = useShell();
  const session = useSession();
  if (session)
    return (
      <Suspense
        fallback={
          <Panel title={say('waiting')}>
            <p className="reading" role="status">
              {shell('reading')}
            </p>
          </Panel>
        }
      >
        <Moves />
      </Suspense>
    );
  return (
    <Panel title={say('waiting')}>
      <Nothing
        action={
          <Link to="/sign-in" state={{ back: '/' }}>
            <Button type="primary">{say('signIn')}</Button>
          </Link>
        }
      >
        {say('waitingNobody')}
      </Nothing>
    </Panel>
  );
}
