import {
  identifier,
  join,
  sql,
  type Sql,
  TENANT,
  tenantSql,
  type TenantSql,
} from '../../platform/database/tenant-sql.js';

/** Figures that are kept beside the facts, and how the facts give the same. */
export interface KeptFigure {
  /** The table. */
  readonly name: string;
  /** Columns by which its rows are told apart, after the tenant. */
  readonly key: readonly string[];
  /** Columns that are compared. */
  readonly values: readonly string[];
  /** Key and values from the facts alone, in this order: a whole select in which every table names the tenant. */
  readonly rebuilt: Sql;
  /** Which of its rows are compared; all, unless told. */
  readonly only?: Sql;
  /** Its rows hold more than what is kept, so none is taken away: the facts give a row for each of them. */
  readonly inPlace?: true;
}

/** How many cells differ, a cell being what is kept under one key. */
export interface Difference {
  /** That the facts give. */
  readonly cells: number;
  /** That are kept without facts. */
  readonly stray: number;
  /** That are not kept. */
  readonly missing: number;
  /** That say something else than the facts. */
  readonly wrong: number;
}

/** Counts the cells that differ. One statement, so one snapshot: imports may go on meanwhile. */
export function comparison(figure: KeptFigure): TenantSql {
  const [first] = figure.key.map(identifier) as [Sql];
  return tenantSql`
    with ${parts(figure)}
    select count(r.${first})::int as cells, (count(*) filter (where r.${first} is null))::int as stray,
      (count(*) filter (where k.${first} is null))::int as missing,
      (count(*) filter (where k.${first} is not null and r.${first} is not null and ${differs(figure)}))::int as wrong
    from kept k full join rebuilt r on ${sameKey(figure, 'k', 'r')} where ${TENANT}::uuid is not null`;
}

/** What brings the table in line with the facts, one statement after the other, in one transaction under the lock of trade. */
export function corrections(figure: KeptFigure): readonly TenantSql[] {
  const table = identifier(figure.name);
  const names = (row: string, columns: readonly string[]): Sql =>
    join(
      columns.map((column) => identifier(`${row}.${column}`)),
      ', ',
    );
  const all = [...figure.key, ...figure.values];
  const inserted = tenantSql`with ${parts(figure)}
    insert into ${table} (tenant_id, ${join(all.map(identifier), ', ')})
    select ${TENANT}::uuid, ${names('r', all)} from rebuilt r
    where not exists (select from ${table} k where k.tenant_id = ${TENANT} and ${sameKey(figure, 'k', 'r')})`;
  if (figure.inPlace) {
    const changes = figure.values.map((column) => sql`${identifier(column)} = ${identifier(`r.${column}`)}`);
    const changed = tenantSql`with ${parts(figure)}
      update ${table} k set ${join(changes, ', ')} from rebuilt r
      where k.tenant_id = ${TENANT} and ${sameKey(figure, 'k', 'r')} and ${differs(figure)}`;
    return [changed, inserted];
  }
  const [first] = figure.key.map((column) => identifier(`r.${column}`)) as [Sql];
  const removed = tenantSql`with ${parts(figure)},
    off as (select ${names('k', figure.key)} from kept k left join rebuilt r on ${sameKey(figure, 'k', 'r')} where ${first} is null or ${differs(figure)})
    delete from ${table} t using off where t.tenant_id = ${TENANT} and ${sameKey(figure, 't', 'off')}`;
  return [removed, inserted];
}

function parts({ name, key, values, rebuilt, only = sql`true` }: KeptFigure): Sql {
  const columns = join([...key, ...values].map(identifier), ', ');
  return sql`
    rebuilt (${columns}) as materialized (${rebuilt}),
    kept as materialized (select ${columns} from ${identifier(name)} where tenant_id = ${TENANT} and ${only})`;
}

function sameKey({ key }: KeptFigure, left: string, right: string): Sql {
  return join(
    key.map((column) => sql`${identifier(`${left}.${column}`)} = ${identifier(`${right}.${column}`)}`),
    ' and ',
  );
}

function differs({ values }: KeptFigure): Sql {
  const of = (row: string): Sql =>
    join(
      values.map((column) => identifier(`${row}.${column}`)),
      ', ',
    );
  return sql`(${of('k')}) is distinct from (${of('r')})`;
}
