'use strict';
/** The least that a chaincode of assets does: to create one is one read and one write. What ours is measured against. */
const { Contract } = require('fabric-contract-api');

class Basic extends Contract {
  constructor() {
    super('Basic');
  }

  async create(ctx, id, color, size, owner, value) {
    if ((await ctx.stub.getState(id)).length > 0) throw new Error(`the asset ${id} already exists`);
    const asset = { AppraisedValue: Number(value), Color: color, ID: id, Owner: owner, Size: Number(size) };
    await ctx.stub.putState(id, Buffer.from(JSON.stringify(asset)));
    return JSON.stringify(asset);
  }

  async read(ctx, id) {
    const asset = await ctx.stub.getState(id);
    if (asset.length === 0) throw new Error(`the asset ${id} does not exist`);
    return asset.toString();
  }
}

module.exports.contracts = [Basic];
