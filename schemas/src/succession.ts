import { Type } from 'typebox';
import { AssetId, CaseId, CertificateNumber, command, EntityId, MeasureId, strict } from './base.ts';

/** A record whose bearer left, or a case in which somebody silent was replaced. */
export const HandedOver = Type.Union([
  strict({ asset: AssetId }),
  strict({ certificate: CertificateNumber }),
  strict({ case: CaseId }),
  strict({ measure: MeasureId }),
  strict({ entity: EntityId }),
]);

export const successionCommands = {
  'record:handOver': command({ record: HandedOver }),
};
