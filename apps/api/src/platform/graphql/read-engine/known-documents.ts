import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';

/** Longest text that is kept; longer documents go the long way. */
const MAX_LENGTH = 8_000;
/** Length of all kept texts together; a parsed document takes up to two hundred times its text. */
const MAX_TOTAL = 500_000;

/** Documents that were parsed, validated, found within the limits and answered as text before, by their text. */
export class KnownDocuments {
  private readonly documents = new Map<string, DocumentNode>();
  private total = 0;

  /** Keeps a document; those that were not asked for longest make room. */
  keep(text: string, document: DocumentNode): void {
    if (text.length > MAX_LENGTH || this.documents.has(text)) return;
    this.documents.set(text, document);
    this.total += text.length;
    for (const oldest of this.documents.keys()) {
      if (this.total <= MAX_TOTAL) break;
      this.documents.delete(oldest);
      this.total -= oldest.length;
    }
  }

  get(text: string): DocumentNode | undefined {
    const document = this.documents.get(text);
    if (document) {
      this.documents.delete(text);
      this.documents.set(text, document);
    }
    return document;
  }
}

/** The operation that a request names; its only one when it names none. */
export function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name === undefined || name === null) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}
