import type { GraphQLObjectType } from 'graphql';
import type { RandomArguments } from './random-arguments.js';
import type { RandomSource } from './random-source.js';

/** A field that a document asks for, however often and wherever it is written. */
export interface SelectedField {
  readonly key: string;
  readonly name: string;
  /** As written, brackets included. */
  readonly arguments: string;
  /** `Type.field`. */
  readonly coordinate: string;
  /** What `below` is selected of; none for values. */
  readonly type: GraphQLObjectType | undefined;
  readonly below: readonly SelectedField[];
}

const MAX_WRITTEN = 150;

/** Writes merged selections in one of the many ways there are: split, in fragments, under conditions. */
export class SelectionWriter {
  readonly fragments: string[] = [];
  private written = 0;
  private readonly reusable: { readonly name: string; readonly type: GraphQLObjectType }[] = [];

  constructor(
    private readonly random: RandomSource,
    private readonly args: RandomArguments,
    /** Fields for a fragment of its own. */
    private readonly invent: (type: GraphQLObjectType) => readonly SelectedField[],
  ) {}

  write(type: GraphQLObjectType, fields: readonly SelectedField[]): string {
    const { random } = this;
    this.written += fields.length;
    const written = fields.flatMap((field) => this.places(field));
    const parts = random.chance(0.1) ? random.shuffled(written) : written;
    if (this.mayRepeat(0.25)) parts.splice(random.int(parts.length + 1), 0, this.grouped(type, fields));
    if (this.mayRepeat(0.1)) parts.push(this.spread(type));
    return `{ ${parts.join(' ')} }`;
  }

  /** What is written more than once multiplies. */
  private mayRepeat(probability: number): boolean {
    return this.random.chance(probability) && this.written < MAX_WRITTEN;
  }

  /** The field once or twice; of objects each place asks for a part of what is asked for, together for all of it. */
  private places(field: SelectedField): string[] {
    const { random } = this;
    if (!this.mayRepeat(0.12)) return [this.field(field, field.below)];
    const { below } = field;
    if (below.length === 0) return [this.field(field, below), this.field(field, below)];
    const cut = random.int(below.length) + 1;
    return [
      this.field(field, below.slice(0, cut)),
      this.field(field, random.shuffled(below).slice(-cut).concat(below.slice(cut))),
    ];
  }

  private field({ key, name, arguments: args, type }: SelectedField, below: readonly SelectedField[]): string {
    const selection = type ? ` ${this.write(type, below)}` : '';
    return `${key === name ? '' : `${key}: `}${name}${args}${this.directives(0.08)}${selection}`;
  }

  private directives(probability: number): string {
    const { random } = this;
    let text = '';
    if (random.chance(probability)) text += ` @include(if: ${this.args.condition()})`;
    if (random.chance(probability)) text += ` @skip(if: ${this.args.condition()})`;
    return text;
  }

  /** Some of the fields once more, in an inline or a named fragment. */
  private grouped(type: GraphQLObjectType, fields: readonly SelectedField[]): string {
    const { random } = this;
    const some = random.shuffled(fields).slice(0, 1 + random.int(fields.length));
    if (random.chance(0.6)) {
      const condition = random.chance(0.7) ? ` on ${type.name}` : '';
      return `...${condition}${this.directives(0.3)} ${this.write(type, some)}`;
    }
    const name = `part${this.fragments.length + 1}`;
    const at = this.fragments.push('') - 1;
    this.fragments[at] = `fragment ${name} on ${type.name} ${this.write(type, some)}`;
    return `...${name}${this.directives(0.2)}`;
  }

  /** A fragment that is spread in several places; its keys occur nowhere else. */
  private spread(type: GraphQLObjectType): string {
    const { random } = this;
    const known = this.reusable.filter((fragment) => fragment.type === type);
    if (known.length > 0) return `...${random.pick(known).name}${this.directives(0.2)}`;
    const name = `common${this.fragments.length + 1}`;
    const at = this.fragments.push('') - 1;
    const renamed = this.invent(type).map((field): SelectedField => ({ ...field, key: `${name}_${field.key}` }));
    this.fragments[at] = `fragment ${name} on ${type.name} ${this.write(type, renamed)}`;
    this.reusable.push({ name, type });
    return `...${name}${this.directives(0.2)}`;
  }
}
