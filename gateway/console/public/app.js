// A plain page over the public API: what the network is, who is signed in, what waits, what was registered.
const state = { token: sessionStorage.getItem('token') };
const at = (id) => document.getElementById(id);

const OVERVIEW = `query Overview($person: Boolean!) {
  network { channel operator demonstration committee height founded asOf { block time } }
  me @include(if: $person) { name msp roles entity { title { zh en } } }
  waiting(first: 20) @include(if: $person) {
    nodes { id type state next { action deadline silence } asset { text { descriptor { title { zh } } } } }
  }
  certificates(first: 10, sort: { by: ISSUED_AT }) {
    nodes { number state issuedAt validUntil holder { title { zh } } asset { text { descriptor { title { zh } } } } }
  }
  assets(first: 10, sort: { by: TIME }, filter: { state: [REGISTERED] }) {
    nodes { id entityId gradeFloor version text { descriptor { title { zh en } subject records } } releases { id } }
  }
  events(first: 100) @include(if: $person) { nodes { function subject state recorded { block time transactionId } } }
}`;

async function post(path, body, method = 'POST') {
  const response = await fetch(path, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(state.token ? { authorization: `Bearer ${state.token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = response.status === 204 ? {} : await response.json();
  const problem = answer.error ?? answer.errors?.[0]?.extensions;
  if (problem) throw problem;
  return answer;
}

function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children.map((child) => (child instanceof Node ? child : document.createTextNode(String(child)))));
  return made;
}

function table(target, headings, rows, empty) {
  if (rows.length === 0) {
    const said = element('p', empty);
    said.className = 'empty';
    at(target).replaceChildren(said);
    return;
  }
  const head = element('thead', element('tr', ...headings.map((heading) => element('th', heading))));
  const body = element('tbody', ...rows.map((row) => element('tr', ...row.map((cell) => element('td', cell ?? '–')))));
  at(target).replaceChildren(element('table', head, body));
}

const time = (text) => (text ? new Date(text).toLocaleString() : '–');
const code = (text) => element('code', text);

function show({ network, me, waiting, certificates, assets, events }) {
  at('demonstration').hidden = !network.demonstration;
  const facts = [
    ['通道 channel', network.channel],
    ['运营机构 operator', network.operator],
    ['委员会 committee', network.committee.join(', ')],
    ['区块高度 height', network.height ?? '无法连接 not reached'],
    ['已读至 read to block', `${network.asOf.block} · ${time(network.asOf.time)}`],
  ];
  at('network').replaceChildren(...facts.flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
  if (me) {
    const entity = me.entity ? `${me.entity.title.zh} ${me.entity.title.en ?? ''}` : me.msp;
    at('person').textContent = `${me.name} · ${entity} · ${me.roles.join(', ').toLowerCase() || '–'}`;
  }
  at('sign-out').hidden = !me;
  for (const id of ['waiting-section', 'events-section']) at(id).hidden = !me;
  table(
    'waiting',
    ['资产 asset', '状态 state', '下一步 next', '期限 deadline', '逾期 silence'],
    (waiting?.nodes ?? []).map((found) => [
      found.asset?.text?.descriptor?.title?.zh,
      found.state.toLowerCase(),
      code(found.next?.action ?? ''),
      time(found.next?.deadline),
      found.next?.silence.toLowerCase(),
    ]),
    '没有等您办理的案件。Nothing waits for you.',
  );
  table(
    'certificates',
    ['编号 number', '资产 asset', '持有方 holder', '状态 state', '签发 issued', '有效至 valid until'],
    certificates.nodes.map((one) => [
      code(one.number),
      one.asset?.text?.descriptor?.title?.zh,
      one.holder?.title.zh,
      one.state.toLowerCase(),
      time(one.issuedAt),
      time(one.validUntil),
    ]),
    '尚无凭证。运行 npm run demo 可演示全过程。No certificate yet: npm run demo plays the whole story.',
  );
  table(
    'assets',
    ['名称 title', '主题 subject', '级别 grade', '记录数 records', '版本 releases', '标识 id'],
    assets.nodes.map((one) => [
      one.text?.descriptor?.title ? `${one.text.descriptor.title.zh} ${one.text.descriptor.title.en ?? ''}` : '–',
      one.text?.descriptor?.subject,
      one.gradeFloor.toLowerCase(),
      one.text?.descriptor?.records?.toLocaleString(),
      one.releases.length,
      code(one.id),
    ]),
    '尚无已登记的资产。No registered asset yet.',
  );
  table(
    'events',
    ['区块 block', '时间 time', '事项 what', '对象 subject', '状态 state', '交易 transaction'],
    (events?.nodes ?? [])
      .filter((event) => event.function !== 'clock:tick')
      .slice(0, 15)
      .map((event) => [
        event.recorded.block,
        time(event.recorded.time),
        event.function,
        code(event.subject),
        event.state,
        code(event.recorded.transactionId.slice(0, 16)),
      ]),
    '尚无交易。Nothing has happened yet.',
  );
}

function complain(problem) {
  at('problem').textContent = problem.zh
    ? `${problem.zh} ${problem.en} (${problem.code})`
    : String(problem.message ?? problem);
  if (String(problem.code ?? '').startsWith('SESSION')) forget();
}

function forget() {
  state.token = null;
  sessionStorage.removeItem('token');
  at('person').textContent = '未登录，只能看到公开内容。Nobody: you see what is public.';
}

async function refresh() {
  try {
    const { data } = await post('/graphql', { query: OVERVIEW, variables: { person: Boolean(state.token) } });
    at('problem').textContent = '';
    show(data);
  } catch (problem) {
    complain(problem);
  }
}

async function offerPeople() {
  const response = await fetch('/session/demonstration', { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const { people } = await response.json();
  at('people').replaceChildren(
    ...people.map((person) => {
      const option = element(
        'option',
        `${person.title?.zh ?? ''} ${person.title?.en ?? ''} · ${person.operator}/${person.name}`,
      );
      option.value = person.person;
      return option;
    }),
  );
  at('sign-in').hidden = false;
}

at('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const { token } = await post('/session/demonstration', { person: at('people').value });
    state.token = token;
    sessionStorage.setItem('token', token);
    await refresh();
  } catch (problem) {
    complain(problem);
  }
});

at('sign-out').addEventListener('click', async () => {
  await post('/session', undefined, 'DELETE').catch(() => undefined);
  forget();
  await refresh();
});

// New blocks arrive by server-sent events; the page reads again at most once a second.
const live = new EventSource(`/graphql?query=${encodeURIComponent('subscription { blockAdded { number } }')}`);
let waitingToRead = false;
live.addEventListener('next', () => {
  if (waitingToRead) return;
  waitingToRead = true;
  setTimeout(() => {
    waitingToRead = false;
    refresh();
  }, 1000);
});

await offerPeople();
await refresh();
