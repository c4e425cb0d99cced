import {
  type DocumentNode,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Mistakes of one operation that are told; the rest are not looked for. */
const MISTAKES = 5;

/** Ends at a few mistakes, whatever an operation repeats; without exploring, the schema is told to nobody. */
export function useValidation(explore: boolean): Plugin {
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      if (!explore) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]) =>
        validate(schema, document, rules, { maxErrors: MISTAKES }),
      );
    },
  };
}
