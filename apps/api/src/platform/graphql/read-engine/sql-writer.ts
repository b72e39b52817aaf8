import { Sql, TENANT } from '../../database/tenant-sql.js';

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
