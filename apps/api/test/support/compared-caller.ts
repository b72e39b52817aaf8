import { expect } from '@jest/globals';
import {
  getNamedType,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isObjectType,
  parse,
} from 'graphql';
import { Authenticator } from '../../src/platform/auth/authenticator.js';
import { ContextFactory } from '../../src/platform/context/context.factory.js';
import type { Principal } from '../../src/platform/context/principal.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { DomainError } from '../../src/platform/errors/domain-error.js';
import { toPublicError } from '../../src/platform/errors/public-error.js';
import type { ReadEndpoint } from '../../src/platform/graphql/read-engine/read-endpoint.js';
import type { TextLane } from '../../src/platform/graphql/read-engine/text-lane.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';
import type { Identity } from './awkward-data.js';
import { expectedRefusal, permissionOf } from './expected-refusal.js';
import { NaiveDatabase } from './naive-database.js';
import type { ArgumentValues } from './random-arguments.js';
import { type DocumentOptions, randomDocument } from './random-documents.js';
import type { SelectedField } from './random-selection.js';
import { ReferenceExecutor } from './reference-executor.js';

export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | undefined;
}

/** An answer; without data where the whole document was refused. */
interface Answer {
  readonly data: unknown;
  readonly errors: readonly { readonly path: readonly (string | number)[]; readonly code: string }[];
}

const NEVER = { asked: 0, answered: 0 };

/** Somebody who asks the running server and the reference the same, and compares. */
export class Caller {
  readonly counts = { documents: 0, refused: 0, withErrors: 0 };
  /** Fields that were answered, as `Type.field`. */
  readonly answered = new Set<string>();
  /** What had an answer that nobody should get, whatever they ask. */
  readonly broken: Asked[] = [];
  private readonly cursors = new Map<string, string[]>();
  /** Root fields that were refused, by name. */
  private readonly forbidden = new Set<string>();
  /** How often root fields were asked for, and how often they were answered, by name. */
  private readonly tries = new Map<string, { readonly asked: number; readonly answered: number }>();

  private constructor(
    readonly name: string,
    readonly lane: TextLane,
    private readonly reference: ReferenceExecutor,
    private readonly client: GraphqlClient,
    private readonly database: NaiveDatabase,
    private readonly context: () => RequestContext,
  ) {}

  static async of(
    test: TestApp,
    name: string,
    endpoint: ReadEndpoint,
    { client, credential }: Identity,
  ): Promise<Caller> {
    const authenticator = test.app.get(Authenticator);
    const recognised = await (name === 'buyer' ? authenticator.buyer(credential) : authenticator.staff(credential));
    if (!recognised || !endpoint.lane) throw new Error(`${name} was not recognised.`);
    const { principal, unit } = recognised as { principal: Principal; unit: RequestContext['unit'] };
    await unit.close();
    const contexts = test.app.get(ContextFactory);
    const database = await NaiveDatabase.open(test.config, unit.tenantId);
    return new Caller(name, endpoint.lane, new ReferenceExecutor(endpoint), client, database, () =>
      contexts.create(unit.tenantId, principal, 'en'),
    );
  }

  /** Asks for a random document, twice, and compares with the reference. */
  async compare(seed: number, values: ArgumentValues): Promise<void> {
    const document = randomDocument(seed, this.options(values));
    this.counts.documents++;
    const { data, errors } = await this.same(document, `seed ${seed} of ${this.name}`);
    this.keepCursors(document.fields, data);
    for (const { key, name } of document.fields) {
      const { asked, answered } = this.tries.get(name) ?? NEVER;
      const failed = errors.find(({ path }) => path.length === 1 && path[0] === key);
      if (failed?.code === 'FORBIDDEN') this.forbidden.add(name);
      this.tries.set(name, { asked: asked + 1, answered: answered + (failed || data === undefined ? 0 : 1) });
    }
  }

  /** What this caller's random documents are made of. */
  options(values: ArgumentValues): DocumentOptions {
    const { cursors } = this;
    return { schema: this.lane.schema, values, cursors, likelihood: (type, field) => this.likelihood(type, field) };
  }

  /** Asks the server twice, for the second answer comes another way, and compares both with the reference. */
  async same(asked: Asked, about = this.name): Promise<Answer> {
    const expected = await this.expected(asked);
    const first = await this.answer(asked);
    const second = await this.answer(asked);
    const { query, variables, operationName } = asked;
    if (expected.errors.length > 0) this.counts.withErrors++;
    if (expected.errors.some(({ code }) => code === 'INTERNAL_ERROR'))
      this.broken.push({ query, variables, operationName });
    for (const [time, got] of Object.entries({ first, second })) {
      const head = { about, time, query, variables, operationName };
      expect({ ...head, answer: told(got, expected) }).toEqual({ ...head, answer: told(expected, expected) });
    }
    return expected;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async answer({ query, variables, operationName }: Asked): Promise<Answer> {
    const { data, errors = [] } = await this.client.send<unknown>(query, variables, operationName);
    return { data, errors: errors.map(({ path = [], extensions }) => ({ path, code: extensions.code })) };
  }

  private async expected({ query, variables, operationName }: Asked): Promise<Answer> {
    const document = parse(query);
    const ctx = this.context();
    try {
      const refusal = expectedRefusal(this.lane, document, operationName, variables, ctx);
      if (refusal) {
        this.counts.refused++;
        return { data: undefined, errors: [refusal] };
      }
      const { database } = this;
      const { data, errors } = await this.reference.execute({ document, variables, operationName, ctx, database });
      return { data, errors: errors.map((error) => ({ path: error.path ?? [], code: codeOf(error) })) };
    } finally {
      await ctx.unit.close();
    }
  }

  /**
   * Most documents are to be allowed, and to be answered by a statement alone; what has not been answered yet comes first.
   * What mostly fails at the root, because nothing of the kind is there, comes less, and what is refused hardly ever.
   */
  private likelihood(type: GraphQLObjectType, name: string): number {
    const { asked, answered } = (type.name === 'Query' && this.tries.get(name)) || NEVER;
    return (this.interest(type, name) * (1 + answered)) / (1 + asked);
  }

  private interest(type: GraphQLObjectType, name: string): number {
    if (type.name === 'Query' && this.forbidden.has(name)) return 0.03;
    if (type.name === 'Query' && !this.isRead(type, name)) return 0.2;
    const { models } = this.lane.resolvers;
    const model = models.get(type.name);
    const field = model && models.field(model, name);
    const permission = permissionOf(field);
    const { principal } = this.context();
    if (permission && !(principal.kind === 'STAFF' && principal.permissions.has(permission))) return 0.03;
    const known = this.isKnown(type, name);
    if (field?.kind === 'late') return known ? 0.1 : 0.4;
    return known ? 0.3 : 1;
  }

  /** Whether the field has been answered, and everything of the object that it gives. */
  private isKnown(type: GraphQLObjectType, name: string): boolean {
    const below = getNamedType(type.getFields()[name]?.type as GraphQLOutputType);
    const fields = isObjectType(below) ? Object.keys(below.getFields()) : [];
    return (
      this.answered.has(`${type.name}.${name}`) && fields.every((field) => this.answered.has(`${below.name}.${field}`))
    );
  }

  private isRead(type: GraphQLObjectType, name: string): boolean {
    const answered = getNamedType(type.getFields()[name]?.type as GraphQLOutputType) as GraphQLObjectType;
    return this.lane.resolvers.models.get(answered.name.replace(/Connection$/, '')) !== undefined;
  }

  private keepCursors(fields: readonly SelectedField[], data: unknown): void {
    for (const one of Array.isArray(data) ? (data as unknown[]) : [data]) {
      if (typeof one !== 'object' || one === null) continue;
      for (const { key, type, coordinate, below } of fields) {
        this.answered.add(coordinate);
        const value = (one as Record<string, unknown>)[key];
        if (!type || value === undefined) continue;
        if (type.name.endsWith('Connection')) {
          const found = JSON.stringify(value).match(/"W[\w-]{15,}"/g) ?? [];
          const known = this.cursors.get(coordinate) ?? [];
          if (known.length < 200) this.cursors.set(coordinate, [...known, ...found.map((text) => text.slice(1, -1))]);
        }
        this.keepCursors(below, value);
      }
    }
  }
}

/**
 * An answer as it has to be: the data, in this order, and the codes by the places that are
 * null for an error. Where several errors take the same place away, which of them are told is a matter of timing: any
 * that are expected count as all of them.
 */
function told({ data, errors }: Answer, expected: Answer): unknown {
  const all = byPlace(expected);
  const places = [...byPlace({ data, errors })].map(([place, codes]) => {
    const possible = all.get(place);
    return [place, possible && codes.every((code) => possible.includes(code)) ? possible : codes] as const;
  });
  const [text, expectedText] = [data, expected.data].map((each) => JSON.stringify(each));
  const plain: unknown = text === undefined ? undefined : JSON.parse(text);
  return { data: plain, sameOrder: text === expectedText || undefined, errors: Object.fromEntries(places) };
}

function byPlace({ data, errors }: Answer): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const { path, code } of errors) {
    const place = nulled(data, path).join('.');
    codes.set(place, [...new Set([...(codes.get(place) ?? []), code])].sort());
  }
  return codes;
}

/** The path as far as the data go. */
function nulled(data: unknown, path: Answer['errors'][number]['path']): Answer['errors'][number]['path'] {
  let at: unknown = data;
  if (data === undefined) return path;
  for (const [index, key] of path.entries()) {
    if (at === null) return path.slice(0, index);
    at = (at as Record<string | number, unknown>)[key];
  }
  return path;
}

function codeOf(error: GraphQLError): string {
  const original = error.originalError ?? error;
  const code = error.extensions['code'];
  return !(original instanceof DomainError) && typeof code === 'string' ? code : toPublicError(original).code;
}
