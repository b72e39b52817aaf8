import { type GraphQLOutputType, getNamedType, isEnumType, isLeafType } from 'graphql';
import { NEED } from './compiler.js';

/** An object that came out of a statement, by response keys; the executor takes its fields from here. */
export class ReadRow {
  constructor(private readonly data: Readonly<Record<string, unknown>>) {}

  /** The value under a response key, as a resolver of its field would have returned it. */
  get(key: string, type: GraphQLOutputType): unknown {
    const value = this.data[key];
    const named = getNamedType(type);
    if (!isLeafType(named)) return asRows(value);
    if (!isEnumType(named)) return value;
    const internal = (name: unknown) => (typeof name === 'string' ? named.getValue(name)?.value : name);
    return Array.isArray(value) ? value.map(internal) : internal(value);
  }

  /** The parent that a late field's own resolver gets. */
  parent(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(this.data)
        .filter(([key]) => key.startsWith(NEED))
        .map(([key, value]) => [key.slice(NEED.length), value]),
    );
  }
}

/** Objects of a parsed answer as rows; lists and nulls stay what they are. */
export function asRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRows);
  return typeof value === 'object' && value !== null ? new ReadRow(value as Record<string, unknown>) : value;
}
