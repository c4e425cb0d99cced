import { LockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useAsk } from '../data/query.ts';
import { TitlesDocument } from '../generated/person.ts';
import { Drop } from '../parts/Drop.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { titled, useLanguage, words } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { type DemonstrationPerson, demonstrationPeople, signInDemonstration, signInWithFile } from './sign-in.ts';

const useWords = words(
  'sign-in',
  {
    title: '登录',
    own: '用自己的证书',
    text: '以机构颁发的证书登录。密钥只在本浏览器中使用，从不发送。',
    file: '.p12 或 .pfx 文件',
    choose: '拖入或选择证书文件',
    chosen: '已选择 {{name}}',
    password: '文件密码',
    open: '打开并登录',
    opening: '正在打开证书…',
    how: '文件在本浏览器中解密；网关发来一段挑战文本，由您的密钥签名作答。刷新页面后仍保持登录，关闭标签页即失效。',
    demonstration: '演示人员',
    demonstrationText: '本网络为演示网络：点击一人即可登录，其钱包由本机网关保管。',
    enter: '登录',
    admin: '管理员',
    notMember: '其机构尚未加入：由各运营机构的管理员表决加入后才能办事',
  },
  {
    title: 'Sign in',
    own: 'Your own certificate',
    text: 'With the certificate that your institution issued. The key works in this browser and is never sent.',
    file: 'A .p12 or .pfx file',
    choose: 'Drop or choose your certificate',
    chosen: 'Chosen: {{name}}',
    password: 'Password of the file',
    open: 'Open and sign in',
    opening: 'Opening the certificate…',
    how: 'The file is decrypted in this browser; the gateway sends a challenge, which your key signs. It lasts over a reload and ends with the tab.',
    demonstration: 'Demonstration people',
    demonstrationText:
      'This network is a demonstration: one click signs a person in, with a wallet that the gateway on this machine keeps.',
    enter: 'Sign in',
    admin: 'Administrator',
    notMember: 'Not a member yet: it can act once the operators’ administrators have voted it in',
  },
);

/** After signing in one is where one wanted to go. */
function useGoOn(): () => void {
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { back?: string } | null };
  return () => void navigate(state?.back ?? '/', { replace: true });
}

function OwnCertificate() {
  const say = useWords();
  const goOn = useGoOn();
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      await signInWithFile(file, password);
      goOn();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void open(event)}>
      <Drop
        label={file ? say('chosen', { name: file.name }) : say('choose')}
        hint={say('file')}
        accept=".p12,.pfx"
        many={false}
        onFiles={([chosen]) => setFile(chosen)}
      />
      <Labelled label={say('password')} required>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="off"
            prefix={<LockOutlined aria-hidden="true" />}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Labelled>
      <Button type="primary" htmlType="submit" disabled={!file} loading={busy}>
        {say(busy ? 'opening' : 'open')}
      </Button>
      <p className="hint">{say('how')}</p>
      {error === undefined ? null : <Refusal error={error} />}
    </form>
  );
}

function Demonstration({ people }: { readonly people: readonly DemonstrationPerson[] }) {
  const say = useWords();
  const term = useTerm();
  const goOn = useGoOn();
  const [error, setError] = useState<unknown>();
  const enter = (person: DemonstrationPerson) => signInDemonstration(person).then(goOn, setError);
  const { operators: known, entities } = useAsk(TitlesDocument, {}, { still: true }).data ?? {};
  const operatorTitle = (msp: string) =>
    titled(known?.find((one) => one.msp.toLowerCase() === `${msp}msp`)?.title) || msp;
  const entityTitle = (id: string | null) =>
    id ? titled(entities?.nodes.find((one) => one.id === id)?.title) || id : '';
  const operators = [...new Set(people.map(({ operator }) => operator))];
  return (
    <Panel title={say('demonstration')} className="wide">
      <Alert type="warning" showIcon title={say('demonstrationText')} />
      {error === undefined ? null : <Refusal error={error} />}
      {operators.map((operator) => (
        <div key={operator} className="people">
          <h3>{operatorTitle(operator)}</h3>
          <ul>
            {people
              .filter((one) => one.operator === operator && one.name !== 'gateway')
              .map((one) => (
                <li key={one.person}>
                  <button type="button" onClick={() => void enter(one)} data-person={one.name}>
                    <b>{titled(one.title)}</b>
                    <small>
                      {[entityTitle(one.entity), ...one.roles.map((role) => term('Role', role.toUpperCase()))]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                    {entities && one.entity && !entities.nodes.some(({ id }) => id === one.entity) ? (
                      <em>{say('notMember')}</em>
                    ) : null}
                    <code>{one.name}</code>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Panel>
  );
}

/** Signing in by a certificate file, and on a demonstration by one click. */
export default function SignIn() {
  const say = useWords();
  useLanguage();
  const people = useQuery({ queryKey: ['people'], queryFn: demonstrationPeople, retry: false, staleTime: 60_000 });
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <div className="columns">
        <Panel title={say('own')}>
          <OwnCertificate />
        </Panel>
        {people.data?.length ? <Demonstration people={people.data} /> : null}
      </div>
    </>
  );
}
