import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isLeafType, isObjectType } from 'graphql';
import type { ReadExtension, ReadField, ReadModel } from './read-model.js';
import { column } from './read-model.js';

/** All declarations of one schema, checked against it. */
export class ReadModels {
  private readonly models = new Map<string, ReadModel>();

  constructor(declarations: readonly (ReadModel | ReadExtension)[]) {
    for (const declared of declarations) {
      if (!('type' in declared)) continue;
      if (this.models.has(declared.type)) throw new Error(`${declared.type} is declared twice to the read engine.`);
      this.models.set(declared.type, { ...declared, fields: { ...declared.fields } });
    }
    for (const declared of declarations) {
      if ('type' in declared) continue;
      const model = this.models.get(declared.extends);
      if (!model) throw new Error(`${declared.extends} has further fields but no read model.`);
      for (const name of Object.keys(declared.fields))
        if (model.fields[name]) throw new Error(`${declared.extends}.${name} is declared twice to the read engine.`);
      Object.assign(model.fields, declared.fields);
    }
  }

  get(typeName: string): ReadModel | undefined {
    return this.models.get(typeName);
  }

  /** The model of a connection's nodes. */
  ofConnection(type: GraphQLObjectType): { readonly node: GraphQLObjectType; readonly model: ReadModel } | undefined {
    if (!type.name.endsWith('Connection')) return undefined;
    const nodes = type.getFields()['nodes'];
    const node = nodes && getNamedType(nodes.type);
    const model = node && this.models.get(node.name);
    return model && isObjectType(node) ? { node, model } : undefined;
  }

  /** How a field is read; a column of its own name unless declared otherwise. */
  field(model: ReadModel, name: string): ReadField {
    return model.fields[name] ?? column(snakeCase(name));
  }

  /** @throws Error naming every field that is declared without being in the schema, or in it without anybody to read it */
  check(schema: GraphQLSchema): void {
    const wrong: string[] = [];
    for (const { type, fields } of this.models.values()) {
      const inSchema = schema.getType(type);
      if (!isObjectType(inSchema)) {
        wrong.push(`${type}: not an object type of this schema`);
        continue;
      }
      for (const name of Object.keys(fields)) {
        if (!inSchema.getFields()[name]) wrong.push(`${type}.${name}: declared, but not in the schema`);
      }
      for (const [name, { type: fieldType }] of Object.entries(inSchema.getFields())) {
        const kind = fields[name]?.kind;
        if (kind === undefined && !isLeafType(getNamedType(fieldType))) wrong.push(`${type}.${name}: not declared`);
      }
    }
    if (wrong.length > 0) throw new Error(`The read models do not fit the schema:\n${wrong.join('\n')}`);
  }
}

/** `createdAt` → `created_at`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
