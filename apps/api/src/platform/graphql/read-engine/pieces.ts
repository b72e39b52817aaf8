import { Sql, type SqlWriter } from '../../database/tenant-sql.js';
import type { Run } from './read.js';

/** A part of a statement: fixed when it was compiled, or written when it runs. */
export type Piece = string | ((writer: SqlWriter, run: Run) => void);

/** Writes the parts in their order. */
export function writePieces(pieces: readonly Piece[], writer: SqlWriter, run: Run): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') writer.write(piece);
    else piece(writer, run);
  }
}

/** Fixed parts that follow each other become one. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}

/** A fragment as a part; fixed text when nothing in it can differ between two runs. */
export function fragmentPiece(fragment: Sql): Piece {
  const text = fixedText(fragment);
  return text ?? ((writer) => writer.sql(fragment));
}

function fixedText({ strings, values }: Sql): string | undefined {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) {
    const inner = value instanceof Sql ? fixedText(value) : undefined;
    if (inner === undefined) return undefined;
    text += inner + (strings[index + 1] ?? '');
  }
  return text;
}

/** JSON text that PostgreSQL puts together out of literals and expressions. */
export class JsonText {
  private readonly parts: ({ literal: string } | { expression: readonly Piece[] })[] = [];

  literal(text: string): this {
    const last = this.parts.at(-1);
    if (last && 'literal' in last) last.literal += text;
    else this.parts.push({ literal: text });
    return this;
  }

  expression(pieces: readonly Piece[]): this {
    this.parts.push({ expression: pieces });
    return this;
  }

  /** One expression of type text. `concat` is the fastest way PostgreSQL has, but takes a hundred arguments at most. */
  pieces(): Piece[] {
    const args = this.parts.map((part): readonly Piece[] =>
      // GraphQL names and punctuation only: nothing that could end the literal.
      'literal' in part ? [`'${part.literal}'`] : part.expression,
    );
    return merged(concat(args));
  }
}

/** The end of an object, which may have no members: `@skip` can leave nothing of a selection. */
export function closing(separator: string): string {
  return separator === '{' ? '{}' : '}';
}

const MAX_ARGUMENTS = 90;

function concat(args: readonly (readonly Piece[])[]): Piece[] {
  if (args.length > MAX_ARGUMENTS) {
    const chunks: (readonly Piece[])[] = [];
    for (let from = 0; from < args.length; from += MAX_ARGUMENTS) {
      chunks.push(concat(args.slice(from, from + MAX_ARGUMENTS)));
    }
    return concat(chunks);
  }
  return ['concat(', ...args.flatMap((arg, index) => (index === 0 ? arg : [',', ...arg])), ')'];
}
