import { Button } from 'antd';
import { Link } from 'react-router';
import { words } from '../words/i18n.ts';

const useWords = words('to-batch', { many: '批量登记' }, { many: 'Register a batch' });

/** From registering one asset to registering many. */
export function ToBatch() {
  const say = useWords();
  return (
    <Link to="/register/batch">
      <Button>{say('many')}</Button>
    </Link>
  );
}
