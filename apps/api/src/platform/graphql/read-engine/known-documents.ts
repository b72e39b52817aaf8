import type { ApolloDriverConfig } from '@nestjs/apollo';
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';

/** Longest text that is kept; longer documents go the long way. */
const MAX_LENGTH = 25_000;

/** Documents by a key, as many as together have at most so many characters; a parsed document takes up to two hundred times its text. */
export class KnownDocuments {
  private readonly documents = new Map<string, DocumentNode>();
  private total = 0;

  /** @param maxTotal characters of all documents together */
  constructor(private readonly maxTotal = 500_000) {}

  /** Keeps a document; those that were not asked for longest make room. */
  keep(key: string, document: DocumentNode): void {
    if (lengthOf(document) > MAX_LENGTH || this.documents.has(key)) return;
    this.documents.set(key, document);
    this.total += lengthOf(document);
    for (const [oldest, forgotten] of this.documents) {
      if (this.total <= this.maxTotal) break;
      this.documents.delete(oldest);
      this.total -= lengthOf(forgotten);
    }
  }

  get(key: string): DocumentNode | undefined {
    const document = this.documents.get(key);
    if (document) {
      this.documents.delete(key);
      this.documents.set(key, document);
    }
    return document;
  }
}

/** Documents that Apollo has parsed and validated, by its own keys. Its default store would keep several hundred megabytes. */
export function documentStore(): NonNullable<ApolloDriverConfig['documentStore']> {
  const documents = new KnownDocuments(200_000);
  return {
    get: (key) => Promise.resolve(documents.get(key)),
    set: (key, document) => Promise.resolve(documents.keep(key, document)),
    // Apollo never calls it; what a document says does not become wrong.
    delete: () => Promise.resolve(false),
  };
}

function lengthOf(document: DocumentNode): number {
  return document.loc?.end ?? MAX_LENGTH;
}

/** The operation that a request names; its only one when it names none. */
export function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name === undefined || name === null) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}
