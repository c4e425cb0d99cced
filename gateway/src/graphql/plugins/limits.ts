import { refuse } from '@suyuan/schemas';
import {
  GraphQLError,
  Kind,
  Lexer,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  type ValidationRule,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Limits } from '../../config.ts';
import { costOf } from './cost.ts';

const over = (refusal: Error) => new GraphQLError(refusal.message, { originalError: refusal });

/** Depth of nested selections. Introspection is not counted: its shape is fixed and its answer bounded. */
const depthRule =
  (limit: number): ValidationRule =>
  (context) => {
    const known = new Map<string, number>();
    const depthOf = (set: SelectionSetNode | undefined): number =>
      Math.max(0, ...(set?.selections ?? []).map((selection) => depthAt(selection)));
    const depthAt = (selection: SelectionNode): number => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
      if (selection.kind === Kind.FIELD)
        return selection.name.value.startsWith('__') ? 0 : 1 + depthOf(selection.selectionSet);
      return ofFragment(selection.name.value);
    };
    /** Each fragment is measured once. One that spreads itself, which another rule refuses, counts for nothing there. */
    const ofFragment = (name: string): number => {
      const already = known.get(name);
      if (already !== undefined) return already;
      known.set(name, 0);
      const depth = depthOf(context.getFragment(name)?.selectionSet);
      known.set(name, depth);
      return depth;
    };
    return {
      OperationDefinition(node) {
        const depth = depthOf(node.selectionSet);
        if (depth > limit) context.reportError(over(refuse('LIMIT_DEPTH', { depth, limit })));
      },
    };
  };

const aliasRule =
  (limit: number): ValidationRule =>
  (context) => {
    let count = 0;
    return {
      Field(node) {
        if (node.alias) count += 1;
      },
      Document: {
        leave() {
          if (count > limit) context.reportError(over(refuse('LIMIT_ALIASES', { count, limit })));
        },
      },
    };
  };

/** Counts tokens up to a limit. @throws GraphQLError where the text is no GraphQL */
function exceeds(source: Source, limit: number): boolean {
  const lexer = new Lexer(source);
  for (let count = 0; lexer.advance().kind !== TokenKind.EOF; count += 1) if (count === limit) return true;
  return false;
}

function parseWithin(source: string | Source, limit: number) {
  const text = typeof source === 'string' ? new Source(source) : source;
  // A token takes a character at least: short texts, which are nearly all, are not read twice.
  if (text.body.length > limit && exceeds(text, limit)) throw over(refuse('LIMIT_TOKENS', { limit }));
  return parse(text);
}

/** Limits of one operation: tokens, aliases, depth, and the cost that its page sizes give it. */
export function useLimits(limits: Limits): Plugin {
  const rules = [depthRule(limits.depth), aliasRule(limits.aliases)];
  const checkCost = (args: Parameters<typeof costOf>[0]) => {
    const cost = costOf(args);
    if (cost > limits.cost) throw refuse('LIMIT_COST', { cost, limit: limits.cost });
  };
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source) => parseWithin(source, limits.tokens));
    },
    onValidate({ addValidationRule }) {
      for (const rule of rules) addValidationRule(rule);
    },
    onExecute: ({ args }) => checkCost(args),
    onSubscribe: ({ args }) => checkCost(args),
  };
}
