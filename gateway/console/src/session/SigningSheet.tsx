import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Dialog } from '../parts/Dialog.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { useCommand } from '../words/commands.ts';
import { titled, words } from '../words/i18n.ts';
import { Lines } from './Lines.tsx';
import { useSession } from './session.ts';
import type { Pending } from './sheet.ts';

const useSheet = words(
  'sheet',
  {
    title: '签名前请核对',
    sentence: '您将以 {{person}} 的身份签署：{{command}}',
    many: '您将以 {{person}} 的身份签署 {{count}} 项同类事务：{{command}}',
    browser: '以下内容是从待签名的字节中解码得到的；密钥不会离开本浏览器。',
    wallet: '演示身份：由网关保管的演示钱包代为签名。',
    final: '签名提交后记入账本，不能删除。',
    toVault: '以下内容只存入您的托管机构的保管库，不写入账本；去向或内容与此不同的字节，本客户端不签名。',
    sign: '签名并提交',
    cancel: '取消',
    technical: '函数',
  },
  {
    title: 'Please check before you sign',
    sentence: 'You are about to sign, as {{person}}: {{command}}',
    many: 'You are about to sign, as {{person}}, {{count}} of the same: {{command}}',
    browser: 'What stands below was decoded from the very bytes that are signed; the key does not leave this browser.',
    wallet: 'Demonstration identity: the gateway signs with the demonstration wallet that it keeps.',
    final: 'Once signed and sent it stands on the ledger and cannot be removed.',
    toVault:
      'What stands below goes into the vault of your host alone and not onto the ledger; bytes that would take it elsewhere are not signed.',
    sign: 'Sign and send',
    cancel: 'Cancel',
    technical: 'Function',
  },
);

/** Says in plain words what is about to be signed, and waits for yes or no. */
export default function SigningSheet({ pending }: { readonly pending: Pending }) {
  const say = useSheet();
  const command = useCommand();
  const signer = useSession()?.person;
  const person = signer ? `${titled(signer.title)} (${signer.name})` : '';
  const { about, many, key, answer } = pending;
  const privately = about.function === 'vault:store';
  return (
    <Dialog
      title={
        <>
          <SafetyCertificateOutlined aria-hidden="true" /> {say('title')}
        </>
      }
      onClose={() => answer(false)}
      footer={
        <>
          <Button onClick={() => answer(false)}>{say('cancel')}</Button>
          <Button type="primary" autoFocus onClick={() => answer(true)}>
            {say('sign')}
          </Button>
        </>
      }
    >
      <p className="sentence">
        {say(many > 1 ? 'many' : 'sentence', { person, command: command(about.function), count: many })}
      </p>
      <Lines of={about.command} />
      <Alert
        type="info"
        showIcon
        title={say(privately ? 'toVault' : key)}
        description={
          <>
            {privately ? '' : say('final')} {say('technical')} <Identifier value={about.function} whole />
          </>
        }
      />
    </Dialog>
  );
}
