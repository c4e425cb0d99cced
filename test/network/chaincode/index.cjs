'use strict';
/** A chaincode that does one thing of everything, to show how a network treats it. */
const { Contract } = require('fabric-contract-api');

const drain = async (results) => {
  const found = [];
  for await (const entry of results) found.push({ key: entry.key, value: entry.value.toString() });
  return JSON.stringify(found);
};

class Exercise extends Contract {
  constructor() {
    super('Exercise');
  }

  async put(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    return key;
  }

  async get(ctx, key) {
    return (await ctx.stub.getState(key)).toString();
  }

  async remove(ctx, key) {
    await ctx.stub.deleteState(key);
  }

  async add(ctx, key, amount) {
    const before = Number((await ctx.stub.getState(key)).toString() || '0');
    await ctx.stub.putState(key, Buffer.from(String(before + Number(amount))));
    return String(before + Number(amount));
  }

  async range(ctx, start, end) {
    return drain(ctx.stub.getStateByRange(start, end));
  }

  async firstOfRange(ctx, start, end) {
    const results = await ctx.stub.getStateByRange(start, end);
    const first = await results.next();
    await results.close();
    return first.value ? first.value.key : '';
  }

  async countRange(ctx, start, end, into) {
    const entries = JSON.parse(await drain(ctx.stub.getStateByRange(start, end)));
    await ctx.stub.putState(into, Buffer.from(String(entries.length)));
    return String(entries.length);
  }

  async page(ctx, start, end, size, bookmark) {
    const { iterator, metadata } = await ctx.stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    const keys = [];
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) keys.push(next.value.key);
    await iterator.close();
    return JSON.stringify({ keys, ...metadata });
  }

  async pageThenWrite(ctx, key) {
    await ctx.stub.getStateByRangeWithPagination('', '', 1, '');
    try {
      await ctx.stub.putState(key, Buffer.from('never'));
    } catch {
      // Hiding the refusal must not help.
    }
  }

  async putComposite(ctx, type, first, second, value) {
    await ctx.stub.putState(ctx.stub.createCompositeKey(type, [first, second]), Buffer.from(value));
  }

  async byComposite(ctx, type, first) {
    const found = [];
    for await (const entry of ctx.stub.getStateByPartialCompositeKey(type, [first])) {
      found.push([...ctx.stub.splitCompositeKey(entry.key).attributes, entry.value.toString()]);
    }
    return JSON.stringify(found);
  }

  async history(ctx, key) {
    const found = [];
    for await (const change of ctx.stub.getHistoryForKey(key)) {
      found.push({ txId: change.txId, value: change.value.toString(), isDelete: change.isDelete });
    }
    return JSON.stringify(found);
  }

  async emit(ctx, name, payload) {
    await ctx.stub.putState(`event/${name}`, Buffer.from(payload));
    ctx.stub.setEvent(name, Buffer.from(payload));
  }

  async readOwnWrite(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    return (await ctx.stub.getState(key)).toString();
  }

  async caller(ctx) {
    const { stub, clientIdentity } = ctx;
    return JSON.stringify({
      mspId: clientIdentity.getMSPID(),
      entity: clientIdentity.getAttributeValue('suyuan.entity'),
      roles: clientIdentity.getAttributeValue('suyuan.roles'),
      peer: stub.getMspID(),
      time: stub.getDateTimestamp().toISOString(),
      channel: stub.getChannelID(),
    });
  }

  async transient(ctx) {
    return Object.fromEntries([...ctx.stub.getTransient()].map(([key, value]) => [key, value.toString()]));
  }

  /** The value is transient. */
  async putPrivate(ctx, collection, key) {
    await ctx.stub.putPrivateData(collection, key, Buffer.from(ctx.stub.getTransient().get('value')));
  }

  async getPrivate(ctx, collection, key) {
    return (await ctx.stub.getPrivateData(collection, key)).toString();
  }

  async copyPrivate(ctx, collection, from, to) {
    await ctx.stub.putPrivateData(collection, to, await ctx.stub.getPrivateData(collection, from));
  }

  async privateHash(ctx, collection, key) {
    return Buffer.from(await ctx.stub.getPrivateDataHash(collection, key)).toString('hex');
  }

  async notePrivateHash(ctx, collection, key, into) {
    const hash = Buffer.from(await ctx.stub.getPrivateDataHash(collection, key));
    await ctx.stub.putState(into, Buffer.from(hash.toString('hex')));
  }

  async privateRange(ctx, collection, start, end) {
    return drain(ctx.stub.getPrivateDataByRange(collection, start, end));
  }

  async removePrivate(ctx, collection, key) {
    await ctx.stub.deletePrivateData(collection, key);
  }

  async purgePrivate(ctx, collection, key) {
    await ctx.stub.purgePrivateData(collection, key);
  }

  async putBoth(ctx, collection, key) {
    await ctx.stub.putState(key, Buffer.from('public'));
    await ctx.stub.putPrivateData(collection, key, Buffer.from(ctx.stub.getTransient().get('value')));
  }

  /** Policies are base64 of a SignaturePolicyEnvelope. */
  async lock(ctx, key, policy) {
    await ctx.stub.setStateValidationParameter(key, Buffer.from(policy, 'base64'));
  }

  async putAndLock(ctx, key, value, policy) {
    await ctx.stub.putState(key, Buffer.from(value));
    await ctx.stub.setStateValidationParameter(key, Buffer.from(policy, 'base64'));
  }

  async putAndLockPrivate(ctx, collection, key, policy) {
    await ctx.stub.putPrivateData(collection, key, Buffer.from(ctx.stub.getTransient().get('value')));
    await ctx.stub.setPrivateDataValidationParameter(collection, key, Buffer.from(policy, 'base64'));
  }

  async parameter(ctx, key) {
    const parameter = await ctx.stub.getStateValidationParameter(key);
    return parameter ? Buffer.from(parameter).toString('base64') : '';
  }

  async privateParameter(ctx, collection, key) {
    const parameter = await ctx.stub.getPrivateDataValidationParameter(collection, key);
    return parameter ? Buffer.from(parameter).toString('base64') : '';
  }

  async call(ctx, chaincode, args) {
    const answer = await ctx.stub.invokeChaincode(chaincode, JSON.parse(args), '');
    return JSON.stringify({ status: answer.status, message: answer.message, payload: answer.payload.toString() });
  }

  async refuse(ctx, message) {
    await ctx.stub.putState('refused', Buffer.from('never'));
    throw new Error(message);
  }

  async random(ctx, key) {
    await ctx.stub.putState(key, Buffer.from(String(Math.random())));
  }

  async loop() {
    for (;;);
  }

  async sleep(_ctx, milliseconds) {
    await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
    return 'awake';
  }

  async exit() {
    process.exit(3);
  }

  async manyWrites(ctx, count) {
    for (let i = 0; i < Number(count); i += 1) await ctx.stub.putState(`many/${i}`, Buffer.from('x'));
  }

  async fill(ctx, prefix, from, to) {
    for (let i = Number(from); i < Number(to); i += 1) {
      await ctx.stub.putState(`${prefix}${String(i).padStart(6, '0')}`, Buffer.from(String(i)));
    }
  }

  async hugeWrite(ctx, bytes) {
    try {
      await ctx.stub.putState('huge', Buffer.alloc(Number(bytes), 1));
    } catch {
      // Hiding the refusal must not help.
    }
  }
}

module.exports.contracts = [Exercise];
