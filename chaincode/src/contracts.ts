import { AliasContract } from './alias/contract.ts';
import { AssetContract } from './asset/contract.ts';
import { BasisContract } from './basis/contract.ts';
import { BatchContract, LeafContract } from './batch/contract.ts';
import { CertificateContract } from './certificate/contract.ts';
import { ClockContract } from './clock/contract.ts';
import { GradingContract } from './grading/contract.ts';
import { KeyContract } from './key/contract.ts';
import { LicenceContract } from './licence/contract.ts';
import { LineageContract } from './lineage/contract.ts';
import { MeasureContract } from './measure/contract.ts';
import { MembershipContract } from './membership/contract.ts';
import { ReadingContract } from './reading/contract.ts';
import { RecallContract } from './recall/contract.ts';
import { RecognitionContract } from './recognition/contract.ts';
import { RegistrationContract } from './registration/contract.ts';
import { ReportContract } from './report/contract.ts';
import { RecordContract } from './succession/contract.ts';
import { TradeContract } from './trade/contract.ts';
import { UsageContract } from './usage/contract.ts';
import { VaultContract } from './vault/contract.ts';

/** The contracts of the platform, each under the name of its concept. */
export const contracts = [
  ClockContract,
  MembershipContract,
  KeyContract,
  AssetContract,
  RegistrationContract,
  CertificateContract,
  BatchContract,
  LeafContract,
  MeasureContract,
  RecordContract,
  GradingContract,
  ReportContract,
  LineageContract,
  LicenceContract,
  UsageContract,
  TradeContract,
  AliasContract,
  RecallContract,
  RecognitionContract,
  BasisContract,
  ReadingContract,
  VaultContract,
];
