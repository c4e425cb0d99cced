'use strict';
/** A second chaincode, to be called by the first, with collections of its own. */
const { Contract } = require('fabric-contract-api');

class Other extends Contract {
  constructor() {
    super('Other');
  }

  async put(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
    ctx.stub.setEvent('Unheard', Buffer.from(key));
    return `other ${key}`;
  }

  async get(ctx, key) {
    return (await ctx.stub.getState(key)).toString();
  }

  async refuse() {
    throw new Error('not by the other');
  }

  async back(ctx) {
    await ctx.stub.invokeChaincode('suyuan', ['get', 'x'], '');
  }

  async putPrivate(ctx, collection, key) {
    await ctx.stub.putPrivateData(collection, key, Buffer.from(ctx.stub.getTransient().get('value')));
  }

  async getPrivate(ctx, collection, key) {
    return (await ctx.stub.getPrivateData(collection, key)).toString();
  }

  async privateHash(ctx, collection, key) {
    return Buffer.from(await ctx.stub.getPrivateDataHash(collection, key)).toString('hex');
  }
}

module.exports.contracts = [Other];
