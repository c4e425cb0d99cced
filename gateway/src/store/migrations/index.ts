import type { Migration } from 'kysely/migration';
import * as first from './001-first.ts';
import * as caseParties from './002-case-parties.ts';
import * as licences from './003-licences.ts';
import * as batch from './004-batch.ts';
import * as governance from './005-governance.ts';
import * as trade from './006-trade.ts';
import * as lineage from './007-lineage.ts';
import * as usedLeaves from './008-used-leaves.ts';
import * as documents from './009-documents.ts';
import * as privateValues from './010-private.ts';
import * as trace from './011-trace.ts';
import * as sessions from './012-sessions.ts';
import * as keptValues from './013-kept-values.ts';
import * as basis from './014-basis.ts';
import * as search from './015-search.ts';
import * as ownErasures from './016-own-erasures.ts';
import * as lease from './017-lease.ts';
import * as webhooks from './018-webhooks.ts';
import * as recognition from './019-recognition.ts';
import * as endorsers from './020-endorsers.ts';

/** In the order in which they are applied. A migration that has shipped is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first': first,
  '002-case-parties': caseParties,
  '003-licences': licences,
  '004-batch': batch,
  '005-governance': governance,
  '006-trade': trade,
  '007-lineage': lineage,
  '008-used-leaves': usedLeaves,
  '009-documents': documents,
  '010-private': privateValues,
  '011-trace': trace,
  '012-sessions': sessions,
  '013-kept-values': keptValues,
  '014-basis': basis,
  '015-search': search,
  '016-own-erasures': ownErasures,
  '017-lease': lease,
  '018-webhooks': webhooks,
  '019-recognition': recognition,
  '020-endorsers': endorsers,
};
