import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Standing } from '../parts/Standing.tsx';
import { useSession } from '../session/session.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import type { For } from './pages.ts';

/** Lets in who a page is for, and tells the others what it takes. */
export function Gate({ who, children }: { readonly who: For; readonly children: ReactNode }) {
  const say = useShell();
  const term = useTerm();
  const session = useSession();
  const { pathname, search } = useLocation();
  if (who === 'anyone') return children;
  if (!session) {
    return (
      <Standing
        kind="info"
        title={say('needSignIn')}
        text={say('needSignInText')}
        action={
          <Link to="/sign-in" state={{ back: pathname + search }}>
            <Button type="primary">{say('signIn')}</Button>
          </Link>
        }
      />
    );
  }
  const { roles } = session.person;
  if (who === 'person' || roles.some((role) => who.includes(role))) return children;
  const named = (of: readonly string[]) => of.map((role) => term('Role', role)).join('、') || say('none');
  return (
    <Standing
      kind="warning"
      title={say('needRole')}
      text={say('needRoleText', { roles: named(who), own: named(roles) })}
    />
  );
}
