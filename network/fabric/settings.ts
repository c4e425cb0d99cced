/**
 * Every setting of the consortium's nodes that somebody may want to change, each with its reason. The reasons are
 * written as comments into the core.yaml and orderer.yaml that are made from them. "Measured" was measured on two
 * cores with four SmartBFT orderers and three to four peers; a wide-area network wants longer timeouts.
 */
export type Value = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

/** A value at a dotted path of core.yaml or orderer.yaml. */
export interface Setting {
  readonly path: string;
  readonly value: Value;
  readonly why: string;
}

const set = (path: string, value: Value, why: string): Setting => ({ path, value, why });
const unsetIsOff = "Fabric's shipped value; left out it would be off";

export const peerSettings: readonly Setting[] = [
  set('peer.networkId', 'suyuan', 'names the network in logs'),
  set('peer.gateway.enabled', true, 'gateways submit, evaluate and follow blocks through this service'),
  set('peer.gateway.endorsementTimeout', '1s', 'a frozen committee peer costs a second, not the whole deadline'),
  set('peer.gateway.broadcastTimeout', '30s', "Fabric's shipped value"),
  set('peer.gateway.dialTimeout', '2m', "Fabric's shipped value"),
  set('peer.keepalive.minInterval', '1s', 'gateways ping every two seconds, so that a frozen peer is left within six'),
  set('peer.gossip.orgLeader', true, 'each operator runs one peer, which fetches blocks from the orderers itself'),
  set('peer.gossip.useLeaderElection', false, 'excludes orgLeader'),
  set('peer.gossip.state.enabled', false, 'blocks come from the orderers, never from other peers'),
  set('peer.gossip.reconnectInterval', '300ms', 'measured: 25s makes the first endorsement wait for up to 30 s'),
  set('peer.gossip.publishStateInfoInterval', '500ms', 'discovery learns soon who is at which height'),
  set('peer.gossip.requestStateInfoInterval', '500ms', 'discovery learns soon who is at which height'),
  set('peer.gossip.skipBlockVerification', false, "blocks are verified against the orderers' signatures"),
  set('peer.gossip.pvtData.pullRetryThreshold', '1s', 'a block whose private data is missing waits so long'),
  set(
    'peer.gossip.pvtData.skipPullingInvalidTransactionsDuringCommit',
    true,
    "a vault write without the host's endorsement would stall its peer for 60 s",
  ),
  set('peer.gossip.pvtData.transientstoreMaxBlockRetention', 1000, 'private data whose transaction never came'),
  set('peer.gossip.pvtData.pushAckTimeout', '3s', "Fabric's shipped value"),
  set('peer.gossip.pvtData.btlPullMargin', 10, "Fabric's shipped value"),
  set('peer.gossip.pvtData.reconcileBatchSize', 10, "Fabric's shipped value"),
  set('peer.gossip.pvtData.reconcileSleepInterval', '1m', "Fabric's shipped value"),
  set('peer.gossip.pvtData.reconciliationEnabled', true, 'private data that was missing at commit is fetched later'),
  set(
    'peer.gossip.pvtData.implicitCollectionDisseminationPolicy',
    { requiredPeerCount: 0, maxPeerCount: 1 },
    'a second peer of the same operator gets a copy, where there is one',
  ),
  set(
    'peer.deliveryclient.policy',
    'cluster',
    'blocks of a Byzantine ordering service are checked at several orderers',
  ),
  set('peer.deliveryclient.blockCensorshipTimeoutKey', '30s', 'an orderer that withholds blocks is left after this'),
  set('peer.deliveryclient.minimalReconnectInterval', '100ms', 'how soon a lost orderer is tried again'),
  set('peer.deliveryclient.reConnectBackoffThreshold', '5s', 'the longest pause between tries'),
  set('peer.deliveryclient.reconnectTotalTimeThreshold', '87600h', 'a peer never gives up its orderers'),
  set('peer.deliveryclient.connTimeout', '3s', "Fabric's shipped value"),
  set('peer.authentication.timewindow', '15m', 'older proposals are refused; the chaincode is stricter'),
  set('peer.discovery.enabled', true, 'the gateway service finds endorsers by it'),
  set('peer.discovery.authCacheEnabled', true, unsetIsOff),
  set('peer.discovery.authCacheMaxSize', 1000, unsetIsOff),
  set('peer.discovery.authCachePurgeRetentionRatio', 0.75, unsetIsOff),
  set('peer.limits.concurrency.endorserService', 5000, 'as many as all gateways together hold'),
  set('peer.limits.concurrency.deliverService', 2500, "Fabric's shipped value"),
  set('peer.limits.concurrency.gatewayService', 5000, 'measured: 500 refuses work that waits for a new leader'),
  set(
    'peer.handlers.authFilters',
    [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
    'left out, expired certificates and old proposals would be accepted',
  ),
  set('peer.handlers.decorators', [{ name: 'DefaultDecorator' }], unsetIsOff),
  set('peer.handlers.endorsers.escc.name', 'DefaultEndorsement', unsetIsOff),
  set('peer.handlers.validators.vscc.name', 'DefaultValidation', unsetIsOff),
  set('peer.maxRecvMsgSize', 104857600, "Fabric's shipped value"),
  set('peer.maxSendMsgSize', 104857600, "Fabric's shipped value"),
  set('vm.endpoint', '', 'no Docker: chaincode runs as a service'),
  set('chaincode.mode', 'net', 'chaincode runs as a service'),
  set('chaincode.keepalive', 0, "the Node shim ends when it gets a peer's keepalive message"),
  set('chaincode.installTimeout', '60s', 'an install only notes where the service listens'),
  set('chaincode.startuptimeout', '10s', 'a service that does not answer is reported soon'),
  set('chaincode.executetimeout', '30s', 'no command runs nearly as long'),
  set(
    'chaincode.system',
    { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
    'left out, the system chaincodes would be off',
  ),
  set('chaincode.logging', { level: 'info', shim: 'warning' }, "Fabric's shipped value"),
  set(
    'chaincode.runtimeParams',
    { useWriteBatch: true, maxSizeWriteBatch: 1000, useGetMultipleKeys: true, maxSizeGetMultipleKeys: 1000 },
    'for shims that can batch; the Node shim does not',
  ),
  set('ledger.state.stateDatabase', 'goleveldb', 'nothing else to run; the chaincode reads by key, never by query'),
  set('ledger.state.totalQueryLimit', 100000, "Fabric's shipped value"),
  set('ledger.history.enableHistoryDatabase', true, 'the chaincode answers the history of a document'),
  set('ledger.pvtdataStore.collElgProcMaxDbBatchSize', 5000, "Fabric's shipped value"),
  set('ledger.pvtdataStore.collElgProcDbBatchesInterval', 1000, "Fabric's shipped value"),
  set('ledger.pvtdataStore.deprioritizedDataReconcilerInterval', '60m', "Fabric's shipped value"),
  set('ledger.pvtdataStore.purgeInterval', 100, "Fabric's shipped value"),
  set('ledger.pvtdataStore.purgedKeyAuditLogging', true, 'what was purged is in the log, by hash'),
  set('metrics.provider', 'prometheus', 'at /metrics of the operations endpoint, by client certificate'),
];

export const ordererSettings: readonly Setting[] = [
  set('General.Keepalive.ServerMinInterval', '10s', 'peers may ping every minute, and mend connections sooner'),
  set('General.Backoff.BaseDelay', '100ms', 'an orderer that comes back is dialled at once'),
  set('General.Backoff.Multiplier', 1.6, "Fabric's shipped value"),
  set('General.Backoff.MaxDelay', '2s', 'the shipped two minutes keep a restarted orderer out for as long'),
  set('General.MaxRecvMsgSize', 104857600, "Fabric's shipped value"),
  set('General.MaxSendMsgSize', 104857600, "Fabric's shipped value"),
  set('General.Cluster.SendBufferSize', 100, "Fabric's shipped value"),
  set('General.Cluster.DialTimeout', '5s', "Fabric's shipped value"),
  set('General.Cluster.RPCTimeout', '7s', "Fabric's shipped value"),
  set('General.Cluster.ReplicationPolicy', 'consensus', 'a Byzantine orderer cannot feed false blocks to one behind'),
  set('General.Authentication.TimeWindow', '15m', "Fabric's shipped value"),
  set('ChannelParticipation.Enabled', true, 'channels are joined through the admin endpoint, without a system channel'),
  set('ChannelParticipation.MaxRequestBodySize', '10 MB', 'a configuration block of many operators'),
  set('Metrics.Provider', 'prometheus', 'at /metrics of the operations endpoint, by client certificate'),
];

/** SmartBFT in the channel configuration: the same for all orderers, changed by a configuration update. */
export const bft = {
  /** Measured: with these, a killed leader costs 1.7–1.8 s and no submit; Fabric's own cost 22.8 s. */
  requestForwardTimeout: '500ms',
  requestComplainTimeout: '1s',
  leaderHeartbeatTimeout: '2s',
  viewChangeResendInterval: '500ms',
  viewChangeTimeout: '2s',
  /** A request that nobody orders is forgotten; the client's own deadlines are shorter. */
  requestAutoRemoveTimeout: '3m',
  leaderHeartbeatCount: 10,
  collectTimeout: '1s',
  incomingMessageBufferSize: 200,
  /** Requests that wait at one orderer for their turn, such as while the leader changes. */
  requestPoolSize: 100_000,
} as const;

/** Raft in the channel configuration. */
export const raft = {
  /** An election starts after ten to twenty ticks without a word from the leader. */
  tickInterval: '100ms',
  electionTick: 10,
  heartbeatTick: 1,
  maxInflightBlocks: 5,
  snapshotIntervalSize: 16 * 1024 * 1024,
} as const;
