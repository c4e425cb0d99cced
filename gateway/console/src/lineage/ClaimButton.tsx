import { BranchesOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../session/session.ts';
import { useLineage } from './words.ts';

const ClaimForm = lazy(() => import('./ClaimForm.tsx'));

/** For holders: opens the form by which they claim an edge of a release. */
export function ClaimButton({ release }: { readonly release: string }) {
  const say = useLineage();
  const person = useSession()?.person;
  const [open, setOpen] = useState(false);
  if (!person?.entity || !person.roles.includes('HOLDER')) return null;
  return (
    <>
      <Button icon={<BranchesOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {say('claim')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ClaimForm release={release} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
