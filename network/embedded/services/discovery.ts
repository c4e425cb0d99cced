import { common, discovery, gossip, msp as mspProtos } from '@hyperledger/fabric-protos';
import type { Peer } from '../endorser/peer.ts';
import { sha256 } from '../wire/bytes.ts';
import { entriesOf } from '../wire/maps.ts';
import { accessRefusal } from './access.ts';
import { endorsementLayouts } from './endorsement-plan.ts';
import { codes, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';

const failed = (content: string): discovery.QueryResult => {
  const error = new discovery.Error();
  error.setContent(content);
  const result = new discovery.QueryResult();
  result.setError(error);
  return result;
};

const envelope = (message: gossip.GossipMessage): gossip.Envelope => {
  const wrapped = new gossip.Envelope();
  wrapped.setPayload(message.serializeBinary());
  return wrapped;
};

/** When this process began, and now: clients take the later of two messages. */
const peerTime = (): gossip.PeerTime => {
  const time = new gossip.PeerTime();
  time.setIncNum(Math.round(performance.timeOrigin));
  time.setSeqNum(Math.round(performance.now()));
  return time;
};

const membershipOf = (node: Peer): gossip.Envelope => {
  const member = new gossip.Member();
  member.setEndpoint(node.address);
  member.setPkiId(sha256(node.identity));
  const alive = new gossip.AliveMessage();
  alive.setTimestamp(peerTime());
  alive.setMembership(member);
  const message = new gossip.GossipMessage();
  message.setTag(gossip.GossipMessage.Tag.EMPTY);
  message.setAliveMsg(alive);
  return envelope(message);
};

const stateOf = (view: NetworkView, node: Peer): gossip.Envelope => {
  const properties = new gossip.Properties();
  properties.setLedgerHeight(view.committer.tip.height);
  properties.setChaincodesList(
    node.chaincodes.map((name) => {
      const chaincode = new gossip.Chaincode();
      chaincode.setName(name);
      chaincode.setVersion(String(view.committer.definitionOf(name)?.sequence ?? ''));
      return chaincode;
    }),
  );
  const info = new gossip.StateInfo();
  info.setTimestamp(peerTime());
  info.setPkiId(sha256(node.identity));
  info.setProperties(properties);
  const message = new gossip.GossipMessage();
  message.setTag(gossip.GossipMessage.Tag.CHAN_OR_ORG);
  message.setStateInfo(info);
  return envelope(message);
};

const describe = (view: NetworkView, node: Peer, withState: boolean): discovery.Peer => {
  const description = new discovery.Peer();
  description.setIdentity(node.identity);
  description.setMembershipInfo(membershipOf(node));
  if (withState) description.setStateInfo(stateOf(view, node));
  return description;
};

const peersOf = (peers: readonly discovery.Peer[]): discovery.Peers => {
  const message = new discovery.Peers();
  message.setPeersList([...peers]);
  return message;
};

const membership = (view: NetworkView, withState: boolean): discovery.QueryResult => {
  const members = new discovery.PeerMembershipResult();
  for (const node of view.peers.values()) {
    members.getPeersByOrgMap().set(node.mspId, peersOf([describe(view, node, withState)]));
  }
  const result = new discovery.QueryResult();
  result.setMembers(members);
  return result;
};

const endpointsOf = (group: common.ConfigGroup): discovery.Endpoints => {
  const value = group.getValuesMap().get('Endpoints')?.getValue_asU8() ?? new Uint8Array();
  const endpoints = new discovery.Endpoints();
  endpoints.setEndpointList(
    common.OrdererAddresses.deserializeBinary(value)
      .getAddressesList()
      .map((address) => {
        const endpoint = new discovery.Endpoint();
        const [host = '', port = ''] = address.split(':');
        endpoint.setHost(host);
        endpoint.setPort(Number(port));
        return endpoint;
      }),
  );
  return endpoints;
};

const configuration = (view: NetworkView): discovery.QueryResult => {
  const config = new discovery.ConfigResult();
  const groups = view.committer.configuration.config.getChannelGroup()?.getGroupsMap();
  for (const part of ['Orderer', 'Application']) {
    for (const [, operator] of entriesOf(
      groups?.get(part)?.getGroupsMap() ?? new common.ConfigGroup().getGroupsMap(),
    )) {
      const value = operator.getValuesMap().get('MSP')?.getValue_asU8() ?? new Uint8Array();
      const msp = mspProtos.FabricMSPConfig.deserializeBinary(
        mspProtos.MSPConfig.deserializeBinary(value).getConfig_asU8(),
      );
      config.getMspsMap().set(msp.getName(), msp);
      if (part === 'Orderer') config.getOrderersMap().set(msp.getName(), endpointsOf(operator));
    }
  }
  const result = new discovery.QueryResult();
  result.setConfigResult(config);
  return result;
};

/** A group for each peer: sets of peers are then layouts of one from each of their groups. */
const endorsers = (view: NetworkView, query: discovery.ChaincodeQuery): discovery.QueryResult => {
  const interests = query.getInterestsList();
  if (interests.length === 0) return failed('chaincode query must have at least one chaincode interest');
  const content: discovery.EndorsementDescriptor[] = [];
  for (const interest of interests) {
    const [call] = interest.getChaincodesList();
    if (!call) return failed('chaincode interest must contain at least one chaincode');
    const descriptor = new discovery.EndorsementDescriptor();
    descriptor.setChaincode(call.getName());
    try {
      const layouts = endorsementLayouts(view, interest, { preferred: view.local, membersOnly: false });
      for (const node of new Set(layouts.flat())) {
        descriptor.getEndorsersByGroupsMap().set(node.mspId, peersOf([describe(view, node, true)]));
      }
      descriptor.setLayoutsList(
        layouts.map((peers) => {
          const layout = new discovery.Layout();
          for (const { mspId } of peers) layout.getQuantitiesByGroupMap().set(mspId, 1);
          return layout;
        }),
      );
    } catch {
      return failed(`failed constructing descriptor for chaincodes:<name:"${call.getName()}" > `);
    }
    content.push(descriptor);
  }
  const answer = new discovery.ChaincodeQueryResult();
  answer.setContentList(content);
  const result = new discovery.QueryResult();
  result.setCcQueryRes(answer);
  return result;
};

const answer = (view: NetworkView, query: discovery.Query): discovery.QueryResult => {
  const cases = discovery.Query.QueryCase;
  const channel = query.getChannel() !== '';
  switch (query.getQueryCase()) {
    case cases.CONFIG_QUERY:
      return channel ? configuration(view) : failed('unknown or missing request type');
    case cases.PEER_QUERY:
      return channel ? membership(view, true) : failed('unknown or missing request type');
    case cases.CC_QUERY:
      return channel
        ? endorsers(view, query.getCcQuery() ?? new discovery.ChaincodeQuery())
        : failed('unknown or missing request type');
    case cases.LOCAL_PEERS:
      return channel ? failed('unknown or missing request type') : membership(view, false);
    default:
      return failed('unknown or missing request type');
  }
};

/**
 * Fabric's Discovery: configuration, peers, endorsers of a chaincode's interest, for members of the
 * channel. Gossip envelopes in the answer are unsigned: there is no gossip here.
 * @throws RpcError UNKNOWN for a request that names nobody
 */
export const discover = (view: NetworkView, signed: discovery.SignedRequest): Uint8Array => {
  const message = signed.getPayload_asU8();
  const request = discovery.Request.deserializeBinary(message);
  const identity = request.getAuthentication()?.getClientIdentity_asU8() ?? new Uint8Array();
  if (!request.hasAuthentication()) {
    throw new RpcError(codes.UNKNOWN, 'access denied, no authentication info in request');
  }
  if (identity.length === 0) throw new RpcError(codes.UNKNOWN, "access denied, client identity wasn't supplied");
  const proof = { identity, message, signature: signed.getSignature_asU8() };
  const path = '/Channel/Application/Readers';
  const refused = accessRefusal(proof, view.committer.configuration, view.channel, path) !== undefined;
  const response = new discovery.Response();
  response.setResultsList(
    request.getQueriesList().map((query) => {
      const unknown = query.getChannel() !== '' && query.getChannel() !== view.channel;
      return refused || unknown ? failed('access denied') : answer(view, query);
    }),
  );
  return response.serializeBinary();
};
