import {
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BlockOutlined,
  DashboardOutlined,
  EditOutlined,
  FileAddOutlined,
  FileProtectOutlined,
  NotificationOutlined,
  SafetyOutlined,
  ShopOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Role } from '../generated/person.ts';

/** Who a page is for. Others who follow a link to it are told so. */
export type For = 'anyone' | 'person' | readonly Role[];

/** A page: one entry here is all that the navigation and the addresses need. */
export type Page = {
  /** As React Router reads it: `/certificates/:number`. */
  readonly path: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Absent: reached by links alone. `of` names the entry that is lit up instead. */
  readonly icon?: ComponentType<{ readonly 'aria-hidden': 'true' }>;
  readonly of?: string;
  readonly for: For;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

export const PAGES: readonly Page[] = [
  {
    path: '/',
    title: { zh: '总览', en: 'Overview' },
    icon: DashboardOutlined,
    for: 'anyone',
    load: () => import('../overview/Overview.tsx'),
  },
  {
    path: '/register',
    title: { zh: '登记', en: 'Register' },
    icon: FileAddOutlined,
    for: ['HOLDER'],
    load: () => import('../register/Register.tsx'),
  },
  {
    path: '/register/batch',
    title: { zh: '批量登记', en: 'Register a batch' },
    of: '/register',
    for: ['HOLDER'],
    load: () => import('../batch/Batch.tsx'),
  },
  {
    path: '/desk',
    title: { zh: '受理', en: 'Desk' },
    icon: AuditOutlined,
    for: ['REGISTRAR', 'HOLDER', 'ARBITER', 'REGULATOR'],
    load: () => import('../desk/Desk.tsx'),
  },
  {
    path: '/cases/:id',
    title: { zh: '案件', en: 'Case' },
    of: '/desk',
    for: 'person',
    load: () => import('../case/Case.tsx'),
  },
  {
    path: '/publicity',
    title: { zh: '公示', en: 'Publicity' },
    icon: NotificationOutlined,
    for: 'person',
    load: () => import('../publicity/Publicity.tsx'),
  },
  {
    path: '/catalogue',
    title: { zh: '目录', en: 'Catalogue' },
    icon: AppstoreOutlined,
    for: 'anyone',
    load: () => import('../catalogue/Catalogue.tsx'),
  },
  {
    path: '/assets/:id',
    title: { zh: '数据资产', en: 'Data asset' },
    of: '/catalogue',
    for: 'anyone',
    load: () => import('../asset/Asset.tsx'),
  },
  {
    path: '/assets/:id/:step',
    title: { zh: '登记申请', en: 'Application' },
    of: '/catalogue',
    for: ['HOLDER', 'REGISTRAR'],
    load: () => import('../register/Register.tsx'),
  },
  {
    path: '/certificates/:number',
    title: { zh: '凭证', en: 'Certificate' },
    of: '/catalogue',
    for: 'anyone',
    load: () => import('../certificate/Certificate.tsx'),
  },
  {
    path: '/trace',
    title: { zh: '溯源', en: 'Trace' },
    icon: ApartmentOutlined,
    for: 'person',
    load: () => import('../trace/Trace.tsx'),
  },
  {
    path: '/trace/:id',
    title: { zh: '溯源', en: 'Trace' },
    of: '/trace',
    for: 'person',
    load: () => import('../trace/Trace.tsx'),
  },
  {
    path: '/trade',
    title: { zh: '交易', en: 'Trade' },
    icon: ShopOutlined,
    for: 'anyone',
    load: () => import('../trade/Trade.tsx'),
  },
  {
    path: '/listings/:id',
    title: { zh: '挂牌', en: 'Listing' },
    of: '/trade',
    for: 'anyone',
    load: () => import('../trade/Listing.tsx'),
  },
  {
    path: '/orders/:id',
    title: { zh: '订单', en: 'Order' },
    of: '/trade',
    for: 'person',
    load: () => import('../trade/Order.tsx'),
  },
  {
    path: '/transaction-certificates/:number',
    title: { zh: '数据交易凭证', en: 'Transaction certificate' },
    of: '/trade',
    for: 'anyone',
    load: () => import('../trade/SaleCertificate.tsx'),
  },
  {
    path: '/act',
    title: { zh: '办理', en: 'Actions' },
    icon: EditOutlined,
    for: 'person',
    load: () => import('../act/Acts.tsx'),
  },
  {
    path: '/act/:command',
    title: { zh: '办理', en: 'Actions' },
    of: '/act',
    for: 'person',
    load: () => import('../act/Act.tsx'),
  },
  {
    path: '/licences',
    title: { zh: '许可', en: 'Licences' },
    icon: FileProtectOutlined,
    for: 'person',
    load: () => import('../licence/Licences.tsx'),
  },
  {
    path: '/agreements/:id',
    title: { zh: '许可协议', en: 'Licence agreement' },
    of: '/licences',
    for: 'person',
    load: () => import('../licence/Agreement.tsx'),
  },
  {
    path: '/offers/:id',
    title: { zh: '许可要约', en: 'Offer of a licence' },
    of: '/licences',
    for: 'person',
    load: () => import('../licence/Offer.tsx'),
  },
  {
    path: '/oversight',
    title: { zh: '监管', en: 'Oversight' },
    icon: SafetyOutlined,
    for: 'person',
    load: () => import('../oversight/Oversight.tsx'),
  },
  {
    path: '/oversight/:id',
    title: { zh: '监管', en: 'Oversight' },
    of: '/oversight',
    for: 'person',
    load: () => import('../oversight/One.tsx'),
  },
  {
    path: '/members',
    title: { zh: '成员', en: 'Members' },
    icon: TeamOutlined,
    for: 'anyone',
    load: () => import('../members/Members.tsx'),
  },
  {
    path: '/proposals/:id',
    title: { zh: '议案', en: 'Proposal' },
    of: '/members',
    for: 'person',
    load: () => import('../members/Proposal.tsx'),
  },
  {
    path: '/blocks',
    title: { zh: '账本', en: 'Ledger' },
    icon: BlockOutlined,
    for: 'anyone',
    load: () => import('../ledger/Ledger.tsx'),
  },
  {
    path: '/blocks/:block',
    title: { zh: '区块', en: 'Block' },
    of: '/blocks',
    for: 'anyone',
    load: () => import('../ledger/Block.tsx'),
  },
  {
    path: '/transactions/:id',
    title: { zh: '交易', en: 'Transaction' },
    of: '/blocks',
    for: 'anyone',
    load: () => import('../ledger/Transaction.tsx'),
  },
  {
    path: '/api',
    title: { zh: 'API', en: 'API' },
    icon: ApiOutlined,
    for: 'anyone',
    load: () => import('../api/Api.tsx'),
  },
  {
    path: '/account',
    title: { zh: '我的账户', en: 'My account' },
    for: 'person',
    load: () => import('../account/Account.tsx'),
  },
  {
    path: '/sign-in',
    title: { zh: '登录', en: 'Sign in' },
    for: 'anyone',
    load: () => import('../session/SignIn.tsx'),
  },
];
