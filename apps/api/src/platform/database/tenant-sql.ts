/** Placeholder for the tenant's id in {@link tenantSql}. */
export const TENANT: unique symbol = Symbol('tenant');

/** A piece of SQL with its parameters. Values never become part of the text. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

declare const checked: unique symbol;
/** A whole statement of which the compiler has seen that it names the tenant. */
export type TenantSql = Sql & { readonly [checked]: true };

/** What {@link tenantSql} returns when `${TENANT}` is missing; no query method takes it. */
interface StatementWithoutTenant {
  readonly error: 'A statement on tenant data must compare tenant_id with ${TENANT}.';
}

type Names<V extends readonly unknown[]> = V extends readonly [infer Head, ...infer Rest]
  ? Head extends typeof TENANT
    ? true
    : Names<Rest>
  : false;

/** A fragment of SQL: ``sql`name_lower = ${name}` ``. Interpolated values are parameters, interpolated fragments are text. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(strings, values);
}

/**
 * A whole statement on tenant data. It compiles as a query only when `${TENANT}` stands in the statement itself:
 * ``tenantSql`select id from account where tenant_id = ${TENANT} and ${condition}` ``
 */
export function tenantSql<const V extends readonly unknown[]>(
  strings: TemplateStringsArray,
  ...values: V
): Names<V> extends true ? TenantSql : StatementWithoutTenant {
  return new Sql(strings, values) as unknown as Names<V> extends true ? TenantSql : StatementWithoutTenant;
}

/** A column or table name that is only known at run time. @throws TypeError when it is not a plain identifier. */
export function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) throw new TypeError(`Not an identifier: ${name}`);
  return new Sql([name], []);
}

/** Joins conditions with `and`; none gives `true`. */
export function all(conditions: readonly (Sql | undefined)[]): Sql {
  return join(
    conditions.filter((condition) => condition !== undefined),
    ' and ',
    sql`true`,
  );
}

/** Joins fragments with a fixed separator. */
export function join(fragments: readonly Sql[], separator: ', ' | ' and ' | ' or ', empty: Sql = sql``): Sql {
  if (fragments.length === 0) return empty;
  return new Sql(['', ...Array.from({ length: fragments.length - 1 }, () => separator), ''], fragments);
}

/** A statement as PostgreSQL gets it; the tenant is always `$1`. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Puts a statement together: fixed text, fragments with parameters, single values. */
export class SqlWriter {
  private text = '';
  private readonly values: unknown[];

  constructor(tenantId: string) {
    this.values = [tenantId];
  }

  write(text: string): void {
    this.text += text;
  }

  value(value: unknown): void {
    this.text += `$${this.values.push(value)}`;
  }

  sql({ strings, values }: Sql): void {
    this.text += strings[0];
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (value === TENANT) this.text += '$1';
      else if (value instanceof Sql) this.sql(value);
      else this.value(value);
      this.text += strings[index + 1];
    }
  }

  statement(): Statement {
    return { text: this.text, values: this.values };
  }
}

/** Text and parameters for PostgreSQL; the tenant is always `$1`. */
export function compile(fragment: Sql, tenantId: string): Statement {
  const writer = new SqlWriter(tenantId);
  writer.sql(fragment);
  return writer.statement();
}
