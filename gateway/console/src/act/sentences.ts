import type { CommandName } from '@suyuan/schemas';

/** What a command does, in a sentence: zh and en. */
export const SENTENCES: { readonly [Name in CommandName]?: readonly [zh: string, en: string] } = {
  'key:report': [
    '报告密钥丢失或泄露；自所填时间起由它签的交易都会被标记。两位同事，或托管机构与监管机构，各确认一次后生效。',
    'Reports a key as lost or exposed: what it signs from that time on is flagged. Two of its entity, or its host and the regulator, replace it.',
  ],
  'key:confirm': [
    '为已报告的密钥再作一次确认，达到人数后该密钥即被更换。',
    'Gives another word on a reported key; with enough of them the key is replaced.',
  ],
  'asset:freeze': [
    '冻结资产：在解除之前，登记、转移、许可与交易都停下。持有方可申请复核。',
    'Freezes an asset: registration, transfer, licences and trade stop until it is lifted. The holder may appeal.',
  ],
  'asset:unfreeze': ['由作出冻结的监管机构解除冻结。', 'Lifts a freeze, by the regulator that ordered it.'],
  'asset:encumber': [
    '登记质押或司法查封；有负担的资产须受益方同意方可转移。',
    'Records a pledge or a court seizure, which stands on every certificate and in every sale.',
  ],
  'asset:unencumber': ['注销已登记的质押或查封。', 'Removes a pledge or seizure that was recorded.'],
  'registration:publishCalendar': [
    '发布下一版工作日历，期限按它计算。',
    'Publishes the next calendar of working days, by which deadlines are counted.',
  ],
  'certificate:suspend': [
    '中止凭证；可由作出者恢复，持有方可申请复核。',
    'Suspends a certificate; who ordered it may reinstate it, and the holder may appeal.',
  ],
  'certificate:reinstate': ['恢复被中止的凭证。', 'Reinstates a suspended certificate.'],
  'certificate:revoke': ['撤销凭证；持有方可申请复核一次。', 'Revokes a certificate; the holder may appeal once.'],
  'leaf:suspend': [
    '中止批量登记中尚未启用的一张凭证。',
    'Suspends one certificate of a batch that nobody has used yet.',
  ],
  'leaf:reinstate': ['恢复批量登记中被中止的一张凭证。', 'Reinstates one certificate of a batch.'],
  'leaf:revoke': ['撤销批量登记中的一张凭证。', 'Revokes one certificate of a batch.'],
  'measure:appeal': [
    '对中止、撤销或冻结申请复核，每项措施一次。',
    'Appeals a suspension, revocation or freeze; once for each.',
  ],
  'measure:decide': [
    '对措施的复核作出决定：支持则措施解除。',
    'Decides an appeal against a measure; allowing it lifts the measure.',
  ],
  'measure:advance': [
    '复核机构逾期未决时，按规则推进。',
    'Applies the silence of the appeal body once its deadline has passed.',
  ],
  'record:handOver': [
    '把离开成员所负责的一项记录移交给接任者，或把逾期案件移交给表决确定的机构。',
    'Hands one record of a member that left to its successor, or a case to whom the committee voted in.',
  ],
  'grading:raise': [
    '提高一个版本的分级；下游将逐级跟随。',
    'Raises the grade of a release; what lies downstream follows.',
  ],
  'grading:push': ['把已提高的分级沿血缘传到下游。', 'Carries raised grades down the lineage.'],
  'report:sign': [
    '评估机构签署：输出已去标识化到所述分级。登记机构采信后生效。',
    'An assessor’s opinion that outputs are de-identified to a grade; it counts once a registrar accepts it.',
  ],
  'report:accept': ['采信评估机构的去标识化报告。', 'Accepts an assessor’s report.'],
  'report:refuse': ['不采信评估机构的去标识化报告。', 'Refuses an assessor’s report.'],
  'report:revoke': [
    '撤回对报告的采信；它所压低的分级将重新上调。',
    'Takes an acceptance back: the grades that it held down are pushed after all.',
  ],
  'licence:offer': [
    '就资产或版本公开许可条件，任何成员可以接受。',
    'Offers a licence in public, for any member to accept.',
  ],
  'licence:change': ['修改尚在公开的许可要约。', 'Changes an offer that is open.'],
  'licence:withdraw': ['撤回许可要约；已订立的协议不受影响。', 'Withdraws an offer; agreements under it stand.'],
  'licence:accept': ['接受许可要约，协议随即订立。', 'Accepts an offer, which concludes an agreement.'],
  'licence:propose': [
    '向一个成员提出许可协议，由其订立或拒绝。',
    'Proposes an agreement to one member, who concludes or declines it.',
  ],
  'licence:conclude': ['订立他方提出的许可协议。', 'Concludes an agreement that was proposed.'],
  'licence:decline': ['拒绝他方提出的许可协议。', 'Declines an agreement that was proposed.'],
  'licence:advance': ['答复期限过后按规则推进。', 'Applies silence once the deadline for an answer has passed.'],
  'licence:terminate': [
    '依条款终止许可协议，通知期从此起算。',
    'Terminates an agreement by its terms; the notice runs from here.',
  ],
  'licence:retract': ['撤回尚未答复的许可提议。', 'Takes back a proposal that is not answered yet.'],
  'usage:spend': ['登记一次计次使用，额度随之减少。', 'Records a counted use, which takes from the quota.'],
  'usage:allot': [
    '把额度分成若干份，供多个系统同时使用。',
    'Divides a quota into lanes, so that several systems may use it at once.',
  ],
  'usage:recordRefusal': [
    '记录一次被拒的使用及其答复的摘要。',
    'Records a use that was refused, with the digest of the answer.',
  ],
  'vault:open': ['向一个成员开放保管库的字段。', 'Opens fields of a vault to a member.'],
  'vault:hold': ['依法保全保管库：保全期间不得清除。', 'Holds a vault by law: it may not be purged meanwhile.'],
  'vault:lift': ['解除对保管库的保全。', 'Lifts a hold.'],
  'trade:openAccount': [
    '银行登记监管账户，交易款项经它收付。',
    'A bank records its supervised account, through which payments go.',
  ],
  'alias:claim': [
    '声明一个外部数据集名称就是某资产；持有方确认后溯源可越过它继续。',
    'Claims that a name outside is an asset; once its holder confirms, traces go on over it.',
  ],
  'alias:confirm': ['确认外部名称就是本机构的资产。', 'Confirms that an outside name is one’s asset.'],
  'alias:decline': ['否认外部名称是本机构的资产。', 'Declines that an outside name is one’s asset.'],
  'alias:withdraw': ['撤回对外部名称的声明。', 'Withdraws the claim of an outside name.'],
  'alias:advance': ['答复期限过后按规则推进。', 'Applies silence once the deadline for an answer has passed.'],
  'recall:order': [
    '宣布某版本有误；下游的成员都会收到通知并须说明处置。',
    'Says that a release is wrong: everybody downstream is told, and says what it did about it.',
  ],
  'recall:acknowledge': [
    '对到达本机构的召回说明处置。',
    'Says what one did about a recall that reaches one’s releases.',
  ],
  'recall:withdraw': ['撤销召回，由作出者为之。', 'Withdraws a recall, by who ordered it.'],
  'recognition:recognise': [
    '在本登记规则下承认另一机构或网络的凭证。',
    'Recognises a certificate of another registrar or network under one’s profile.',
  ],
  'recognition:update': ['更新外部网络凭证的状态。', 'Says what became of a certificate of another network.'],
  'recognition:acknowledge': ['确认已知悉被互认凭证的变化。', 'Acknowledges that a recognised certificate changed.'],
  'recognition:withdraw': ['撤回互认。', 'Withdraws a recognition.'],
  'basis:record': [
    '溯源机关登记其溯源所依的法律条款、目的与文书。',
    'An agency records the provision, purpose and papers on which it is going to trace.',
  ],
  'basis:end': ['终止一项法定依据。', 'Ends a legal basis.'],
  'basis:use': [
    '每次溯源之前登记对依据的一次使用；其编号用于该次溯源。',
    'Records one use of a basis before a trace, which names it.',
  ],
};
