import { aliasErrors } from './alias.ts';
import { assetErrors } from './asset.ts';
import { basisErrors } from './basis.ts';
import { batchErrors } from './batch.ts';
import { certificateErrors } from './certificate.ts';
import { commandErrors } from './command.ts';
import { gradingErrors } from './grading.ts';
import { keyErrors } from './key.ts';
import { licenceErrors } from './licence.ts';
import { lineageErrors } from './lineage.ts';
import { measureErrors } from './measure.ts';
import { membershipErrors } from './membership.ts';
import { precheckErrors } from './precheck.ts';
import { recallErrors } from './recall.ts';
import { recognitionErrors } from './recognition.ts';
import { registrationErrors } from './registration.ts';
import { reportErrors } from './report.ts';
import { standingErrors } from './standing.ts';
import { successionErrors } from './succession.ts';
import { tradeErrors } from './trade.ts';
import { usageErrors } from './usage.ts';
import { vaultErrors } from './vault.ts';

/** What chaincode refuses, concept by concept. The code crosses gateway and console unchanged. */
export const ledgerErrors = {
  ...commandErrors,
  ...membershipErrors,
  ...keyErrors,
  ...vaultErrors,
  ...assetErrors,
  ...standingErrors,
  ...precheckErrors,
  ...registrationErrors,
  ...certificateErrors,
  ...batchErrors,
  ...recognitionErrors,
  ...measureErrors,
  ...successionErrors,
  ...gradingErrors,
  ...reportErrors,
  ...lineageErrors,
  ...licenceErrors,
  ...usageErrors,
  ...tradeErrors,
  ...aliasErrors,
  ...recallErrors,
  ...basisErrors,
};
