import { randomBytes } from 'node:crypto';
import type { Client } from '@grpc/grpc-js';
import { common, discovery, ledger, orderer, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Timestamp } from '../../network/embedded/wire/well-known.ts';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Credentials, credentialsOf, type Session, signIn, submitFor } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';
import { codeOf, endorse, identityOf, processProposal, proposalOf, signAs } from './support/raw.ts';

/** Sends one message on a two-way stream; its answers until the stream ends, or as many as wanted. */
const converse = (client: Client, path: string, message: Uint8Array, wanted: number): Promise<Buffer[]> =>
  new Promise((resolve, reject) => {
    const answers: Buffer[] = [];
    const stream = client.makeBidiStreamRequest(
      path,
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes: Buffer) => bytes,
      { deadline: Date.now() + 10_000 },
    );
    stream.on('data', (bytes: Buffer) => {
      if (answers.push(bytes) < wanted) return;
      stream.cancel();
      resolve(answers);
    });
    stream.on('error', (error) => (answers.length < wanted ? reject(error) : undefined));
    stream.on('end', () => resolve(answers));
    stream.write(message);
  });

const specified = (number: number): orderer.SeekPosition => {
  const at = new orderer.SeekSpecified();
  at.setNumber(number);
  const position = new orderer.SeekPosition();
  position.setSpecified(at);
  return position;
};

/** A signed request for one block. */
const seek = (identity: Credentials, number: number): Uint8Array => {
  const info = new orderer.SeekInfo();
  info.setStart(specified(number));
  info.setStop(specified(number));
  const now = new Timestamp();
  now.fromDate(new Date());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId('suyuan');
  channelHeader.setTimestamp(now);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(identityOf(identity));
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(info.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(signAs(identity, envelope.getPayload_asU8()));
  return envelope.serializeBinary();
};

describe('what older clients and the peer command line ask', () => {
  const home = newHome();
  let network: RunningNetwork;
  let group: Session;
  let registrar: Session;
  let holder: Credentials;
  let acceptor: Credentials;

  beforeAll(async () => {
    network = await startExercise(home);
    group = signIn(network.connection, 'GroupMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
    holder = credentialsOf(group.operator, group.person);
    acceptor = credentialsOf(registrar.operator, registrar.person);
  });

  afterAll(async () => {
    group.close();
    registrar.close();
    await network.stop();
    removeHome(home);
  });

  it('Broadcast takes an envelope to the orderer and answers with its status', async () => {
    const { txId, signed } = proposalOf(acceptor, ['put', 'broadcast', 'x']);
    const envelope = await endorse(registrar.client, txId, signed);
    envelope.setSignature(signAs(acceptor, envelope.getPayload_asU8()));
    const send = async (): Promise<orderer.BroadcastResponse> => {
      const path = '/orderer.AtomicBroadcast/Broadcast';
      const [answer] = await converse(registrar.client, path, envelope.serializeBinary(), 1);
      return orderer.BroadcastResponse.deserializeBinary(answer ?? Buffer.alloc(0));
    };
    expect((await send()).getStatus()).toBe(common.Status.SUCCESS);
    expect(await codeOf(registrar.client, acceptor, txId)).toBe(peer.TxValidationCode.VALID);
    envelope.setSignature(signAs(acceptor, Buffer.from('else')));
    expect((await send()).getStatus()).toBe(common.Status.FORBIDDEN);
  });

  it('an orderer delivers blocks', async () => {
    const answers = await converse(registrar.client, '/orderer.AtomicBroadcast/Deliver', seek(acceptor, 1), 2);
    const [block, end] = answers.map((bytes) => orderer.DeliverResponse.deserializeBinary(bytes));
    expect(block?.getBlock()?.getHeader()?.getNumber()).toBe(1);
    expect(end?.getStatus()).toBe(common.Status.SUCCESS);
  });

  it('private data is delivered with its block to members, by their own peer', async () => {
    const sent = await group.contract.submitAsync('putPrivate', {
      arguments: ['_implicit_org_GroupMSP', 'delivered'],
      transientData: { value: 'with its block' },
      endorsingOrganizations: ['GroupMSP'],
    });
    const { blockNumber } = await sent.getStatus();
    const ask = async (session: Session, identity: Credentials) => {
      const path = '/protos.Deliver/DeliverWithPrivateData';
      const [answer] = await converse(session.client, path, seek(identity, Number(blockNumber)), 2);
      return peer.DeliverResponse.deserializeBinary(answer ?? Buffer.alloc(0)).getBlockAndPrivateData();
    };
    const own = await ask(group, holder);
    expect(own?.getBlock()?.getHeader()?.getNumber()).toBe(Number(blockNumber));
    const [set] = own?.getPrivateDataMapMap().get(0)?.getNsPvtRwsetList() ?? [];
    const [collection] = set?.getCollectionPvtRwsetList() ?? [];
    const [write] = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(
      collection?.getRwset_asU8() ?? new Uint8Array(),
    ).getWritesList();
    expect(Buffer.from(write?.getValue_asU8() ?? []).toString()).toBe('with its block');
    expect((await ask(registrar, acceptor))?.getPrivateDataMapMap().getLength()).toBe(0);
    expect((await ask(group, acceptor))?.getPrivateDataMapMap().getLength()).toBe(0);
  });

  it('Discovery tells configuration, peers and who endorses what', async () => {
    const query = (set: (query: discovery.Query) => void): discovery.Query => {
      const message = new discovery.Query();
      message.setChannel('suyuan');
      set(message);
      return message;
    };
    const call = new peer.ChaincodeCall();
    call.setName('suyuan');
    call.setCollectionNamesList(['_implicit_org_GroupMSP']);
    const interest = new peer.ChaincodeInterest();
    interest.setChaincodesList([call]);
    const endorsers = new discovery.ChaincodeQuery();
    endorsers.setInterestsList([interest]);
    const authentication = new discovery.AuthInfo();
    authentication.setClientIdentity(identityOf(acceptor));
    const request = new discovery.Request();
    request.setAuthentication(authentication);
    request.setQueriesList([
      query((message) => message.setConfigQuery(new discovery.ConfigQuery())),
      query((message) => message.setPeerQuery(new discovery.PeerMembershipQuery())),
      query((message) => message.setCcQuery(endorsers)),
    ]);
    const ask = (identity: Credentials): Promise<discovery.QueryResult[]> => {
      const signed = new discovery.SignedRequest();
      signed.setPayload(request.serializeBinary());
      signed.setSignature(signAs(identity, signed.getPayload_asU8()));
      return new Promise((resolve, reject) => {
        registrar.client.makeUnaryRequest(
          '/discovery.Discovery/Discover',
          (message: discovery.SignedRequest) => Buffer.from(message.serializeBinary()),
          (bytes: Buffer) => discovery.Response.deserializeBinary(bytes).getResultsList(),
          signed,
          (error, results) => (error || !results ? reject(error ?? new Error('nothing')) : resolve(results)),
        );
      });
    };
    const [config, peers, plan] = await ask(acceptor);
    expect(config?.getConfigResult()?.getMspsMap().getLength()).toBe(4);
    expect(config?.getConfigResult()?.getOrderersMap().get('RegistrarMSP')?.getEndpointList()).toHaveLength(1);
    expect(peers?.getMembers()?.getPeersByOrgMap().getLength()).toBe(4);
    const [layout] = plan?.getCcQueryRes()?.getContentList()[0]?.getLayoutsList() ?? [];
    expect(layout?.getQuantitiesByGroupMap().toObject(false, () => undefined)).toEqual([['GroupMSP', 1]]);
    const denied = await ask(holder);
    expect(denied.map((result) => result.getError()?.getContent())).toEqual(Array(3).fill('access denied'));
  });

  it('cscc and _lifecycle say what the channel is and runs', async () => {
    const channels = await processProposal(
      registrar.client,
      proposalOf(acceptor, ['GetChannels'], { channel: '', chaincode: 'cscc' }).signed,
    );
    const listed = peer.ChannelQueryResponse.deserializeBinary(
      channels.getResponse()?.getPayload_asU8() ?? new Uint8Array(),
    );
    expect(listed.getChannelsList().map((info) => info.getChannelId())).toEqual(['suyuan']);
    const lifecycle = registrar.network.getContract('_lifecycle');
    const defined = peer.lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(
      await lifecycle.evaluateTransaction('QueryChaincodeDefinitions'),
    ).getChaincodeDefinitionsList();
    expect(defined.map((definition) => [definition.getName(), definition.getSequence()])).toEqual([['suyuan', 1]]);
    expect((await submitFor(group.contract, 'put', 'and', 'on')).successful).toBe(true);
  });
});
