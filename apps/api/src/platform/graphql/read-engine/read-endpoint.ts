import { KnownDocuments } from './known-documents.js';
import type { ReadDatabase } from './read-database.js';
import type { ReadExtension, ReadModel } from './read-model.js';
import type { TextLane } from './text-lane.js';

/** What one GraphQL endpoint reads with; the lane is there as soon as the schema is. */
export class ReadEndpoint {
  lane: TextLane | undefined;
  readonly documents = new KnownDocuments();

  constructor(
    readonly path: string,
    /** Whose credentials count here. */
    readonly audience: 'STAFF' | 'BUYER',
    readonly models: readonly (ReadModel | ReadExtension)[],
    readonly database: ReadDatabase,
  ) {}
}
