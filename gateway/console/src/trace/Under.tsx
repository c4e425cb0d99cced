import { SuyuanError } from '@suyuan/client/errors';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { words } from '../words/i18n.ts';

const useUnder = words(
  'trace-under',
  {
    needed: '溯源机关须依据已登记的法律依据追溯',
    neededText: '请先在“法定依据”中登记依据并记录一次使用，再从该次使用打开溯源图。',
    bases: '查看我方的法定依据',
    under: '依据一次使用追溯：所见范围与期限由该次使用决定，每次答复都记入读取日志。',
    beyond: '这个节点在本次使用的范围之外；要继续追溯，须就其另行记录一次使用。',
  },
  {
    needed: 'An agency traces on a recorded legal basis',
    neededText: 'Record a basis and a use of it among the legal bases first, then open the trace from that use.',
    bases: 'Our legal bases',
    under: 'Traced under a use of a basis, which says how far and how long; each answer stands in the read log.',
    beyond: 'That node lies beyond this use; going on from it takes another use.',
  },
);

const Bases = () => {
  const say = useUnder();
  return <Link to="/oversight?view=bases">{say('bases')}</Link>;
};

export const needsBasis = (error: unknown): boolean => error instanceof SuyuanError && error.code === 'BASIS_NEEDED';

/** Tells an agency that it needs a basis, and leads to them. */
export function BasisNeeded() {
  const say = useUnder();
  return (
    <Alert
      type="info"
      showIcon
      title={say('needed')}
      description={
        <>
          <p>{say('neededText')}</p>
          <Bases />
        </>
      }
    />
  );
}

/** Under which use of a basis a graph was answered, and that it goes no further. */
export function Under({ use, beyond }: { readonly use: string; readonly beyond: boolean }) {
  const say = useUnder();
  const to = linkTo(use);
  return (
    <Alert
      type={beyond ? 'warning' : 'info'}
      showIcon
      title={say(beyond ? 'beyond' : 'under')}
      description={
        <>
          <Identifier value={use} {...(to ? { to } : {})} /> <Bases />
        </>
      }
    />
  );
}
