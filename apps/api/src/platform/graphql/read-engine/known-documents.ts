import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';

/** Longest text that is kept; longer documents go the long way. */
const MAX_LENGTH = 20_000;

/** Documents that were parsed, validated, found within the limits and answered as text before, by their text. */
export class KnownDocuments {
  private readonly documents = new Map<string, DocumentNode>();

  /** @param max how many are kept; the one that came first goes first */
  constructor(private readonly max = 1_000) {}

  keep(text: string, document: DocumentNode): void {
    if (text.length > MAX_LENGTH || this.documents.has(text)) return;
    const [oldest] = this.documents.keys();
    if (this.documents.size >= this.max && oldest !== undefined) this.documents.delete(oldest);
    this.documents.set(text, document);
  }

  get(text: string): DocumentNode | undefined {
    return this.documents.get(text);
  }
}

/** The operation that a request names; its only one when it names none. */
export function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name === undefined || name === null || name === '') return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}
