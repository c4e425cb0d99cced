/** The text of a GraphQL operation, with the types of its answer and variables on it. */
export type Operation<Answer, Variables> = string & { readonly types?: (variables: Variables) => Answer };
