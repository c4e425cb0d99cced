import { randomBytes } from 'node:crypto';
import {
  type Application,
  type CommandName,
  commands,
  type ProposalContent,
  type SealedApplication,
} from '@suyuan/schemas';
import type { ApplicationInput, ProposalContentInput } from '../../generated/graphql.ts';

export const COMMAND_NAMES = Object.keys(commands) as CommandName[];

/** An input as the ledger writes it: members that are null or absent are left out. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

/** The one member of a @oneOf input: its name and value. */
function chosen(input: object): [string, object] {
  const given = Object.entries(plain(input) as object)[0];
  if (!given) throw new TypeError('a @oneOf input without a member');
  return given as [string, object];
}

/** `{initial: {…}}` and `{sealedInitial: {…}}` become `{type: 'initial', …}`. */
export function toApplication(input: ApplicationInput): Application | SealedApplication {
  const [name, rest] = chosen(input);
  const type = name.replace(/^sealed(.)/, (_, first: string) => first.toLowerCase());
  return { type, ...rest } as Application | SealedApplication;
}

/** `{enter: {…}}` becomes `{kind: 'enter', entity: {…}}`. */
function toContent(input: ProposalContentInput): ProposalContent {
  const [kind, rest] = chosen(input);
  const wrapped = kind === 'enter' ? { entity: rest } : kind === 'profile' ? { profile: rest } : rest;
  return { kind, ...wrapped } as ProposalContent;
}

/** A fresh command id, for callers that bring none. */
export const newCommandId = () => randomBytes(16).toString('base64url');

/** The one mapping from a mutation's input to the command that chaincode takes. Chaincode judges what it says. */
export function toCommand(input: Readonly<Record<string, unknown>>): { commandId: string } & Record<string, unknown> {
  const { commandId, application, content, ...rest } = input;
  return {
    ...(plain(rest) as object),
    ...(application ? { application: toApplication(application as ApplicationInput) } : {}),
    ...(content ? { content: toContent(content as ProposalContentInput) } : {}),
    commandId: typeof commandId === 'string' ? commandId : newCommandId(),
  };
}
