import pg from 'pg';
import type { Config } from '../../src/platform/config/config.js';
import { roleUrl } from '../../src/platform/database/database-roles.js';

/** A step of a plan that was carried out, as `explain` tells it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Lists the client sees stand under such names; what a declaration's own selects call their tables is never like this. */
const LISTED = /^t\d+(_\d+)?$/;
/** Fewer rows than this are read whole without harm. */
const FEW = 1_000;

/** Looks at how PostgreSQL runs a statement of the read engine, for the application's role and one tenant. */
export class ListPlans {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenantId: string,
    /** Tables with many rows. */
    private readonly large: ReadonlySet<string>,
    /** Columns of each index. */
    private readonly indexes: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async open({ database, secret }: Config, tenantId: string): Promise<ListPlans> {
    const client = new pg.Client({ connectionString: roleUrl(database.adminUrl, secret, 'mortise_app') });
    // When a test has failed, the database is dropped while the connection is open.
    client.on('error', () => undefined);
    await client.connect();
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'mortise'::regnamespace and relkind = 'r' and reltuples > ${FEW}`,
    );
    const indexes = await client.query<{ name: string; columns: string[] }>(`
      select c.relname as name, array(select a.attname::text from unnest(i.indkey::int[]) with ordinality k (attnum, n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum order by k.n) as columns
      from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'mortise'::regnamespace`);
    return new ListPlans(
      client,
      tenantId,
      new Set(tables.rows.map(({ name }) => name)),
      new Map(indexes.rows.map(({ name, columns }) => [name, columns])),
    );
  }

  /**
   * What is wrong with the plan; nothing when every large table is reached by an index of the tenant's rows.
   * @param inOrder whether the list has to be read in its order, and never be sorted
   */
  async flaws(text: string, values: readonly unknown[], inOrder = false): Promise<string[]> {
    await this.client.query('begin read only');
    try {
      await this.client.query('select enter_tenant($1)', [this.tenantId]);
      const { rows } = await this.client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, timing off, format json) ${text}`,
        [...values],
      );
      const flaws: string[] = [];
      this.visit((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan, [], inOrder, flaws);
      return flaws;
    } finally {
      await this.client.query('rollback');
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private visit(node: PlanNode, above: readonly PlanNode[], inOrder: boolean, flaws: string[]): void {
    const table = node['Relation Name'];
    if (table !== undefined && this.large.has(table)) flaws.push(...this.scanFlaws(node, table, above, inOrder));
    for (const below of node.Plans ?? []) this.visit(below, [...above, node], inOrder, flaws);
  }

  private scanFlaws(node: PlanNode, table: string, above: readonly PlanNode[], inOrder: boolean): string[] {
    const scan = `${node['Node Type']} of ${table} ${node.Alias}`;
    const found = node['Node Type'] === 'Bitmap Heap Scan' ? indexScansOf(node) : [node];
    const conditions = found.map((each) => ({ name: each['Index Name'], condition: each['Index Cond'] ?? '' }));
    const removed = node['Rows Removed by Filter'] ?? 0;
    if (removed > 2 * FEW) return [`${scan}: ${removed} rows were read in vain, by ${String(conditions[0]?.name)}`];
    if (conditions.some(({ name }) => name === undefined)) return [`${scan}: no index`];
    return conditions.flatMap(({ name = '', condition }) => {
      const [first, ...others] = this.indexes.get(name) ?? [];
      if (first !== 'tenant_id' || !/\btenant_id\b/.test(condition))
        return [`${scan}: ${name} does not begin with the tenant`];
      const narrowed = others.some((column) => new RegExp(`\\b${column}\\b`).test(condition));
      // Above the limit it is only the page that is sorted.
      const list = above.slice(above.findLastIndex((each) => each['Node Type'] === 'Limit') + 1);
      const sorted = list.some((each) => each['Node Type'] === 'Sort');
      if (LISTED.test(node.Alias ?? '') && sorted && (inOrder || !narrowed))
        return [`${scan}: all ${narrowed ? 'that are visible' : "the tenant's rows"} by ${name}, then sorted`];
      return [];
    });
  }
}

function indexScansOf(node: PlanNode): PlanNode[] {
  return (node.Plans ?? []).flatMap((below) =>
    below['Node Type'] === 'Bitmap Index Scan' ? [below] : indexScansOf(below),
  );
}
