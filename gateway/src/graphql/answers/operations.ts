import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Characters of the texts of operations that are known at once, at most. */
const CHARACTERS = 2_000_000;

/** Operations that were found valid, by their text: what is parsed and validated once. The oldest are forgotten. */
export class KnownOperations {
  readonly #documents = new Map<string, DocumentNode>();
  #characters = 0;

  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  add(text: string, document: DocumentNode): void {
    if (this.#documents.has(text)) return;
    this.#documents.set(text, document);
    this.#characters += text.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#characters <= CHARACTERS) return;
      this.#documents.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** Remembers each operation that passes validation. */
export function useKnownOperations(known: KnownOperations): Plugin {
  const texts = new WeakMap<DocumentNode, string>();
  return {
    onParse: ({ params }) => {
      const text = params.source.toString();
      return ({ result }) => {
        if (result && !(result instanceof Error)) texts.set(result as DocumentNode, text);
      };
    },
    onValidate:
      ({ params: { documentAST } }) =>
      ({ valid }) => {
        const text = valid ? texts.get(documentAST) : undefined;
        if (text !== undefined) known.add(text, documentAST);
      },
  };
}
