import type { QueryRunner } from 'typeorm';

/**
 * Lets further codes stand in a column of codes, or of several codes: the check that lists them is made anew with what it lists already and
 * these. Several migrations can so widen the same list without knowing of each other.
 * @throws Error when the column has no check of its own that lists codes
 */
export async function widenCodeCheck(
  runner: QueryRunner,
  table: string,
  column: string,
  codes: readonly string[],
): Promise<void> {
  const check = await codeCheckOf(runner, table, column);
  await replaceCheck(runner, table, check, [...new Set([...check.listed, ...codes])]);
}

/** Takes codes out again that {@link widenCodeCheck} has let in; fails while rows have them. */
export async function narrowCodeCheck(
  runner: QueryRunner,
  table: string,
  column: string,
  codes: readonly string[],
): Promise<void> {
  const check = await codeCheckOf(runner, table, column);
  await replaceCheck(
    runner,
    table,
    check,
    check.listed.filter((code) => !codes.includes(code)),
  );
}

interface CodeCheck {
  readonly name: string;
  /** As PostgreSQL writes it: `CHECK ((kind = ANY (ARRAY['A'::text, 'B'::text])))`. */
  readonly definition: string;
  readonly listed: readonly string[];
}

const LIST = /ARRAY\[([^\]]*)\]/;

async function codeCheckOf(runner: QueryRunner, table: string, column: string): Promise<CodeCheck> {
  const rows = (await runner.query(
    `select k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
     join pg_attribute a on a.attrelid = k.conrelid and a.attname = $2
     where k.conrelid = $1::regclass and k.contype = 'c' and k.conkey = array[a.attnum]`,
    [table, column],
  )) as { name: string; definition: string }[];
  const [check] = rows.filter(({ definition }) => LIST.test(definition));
  if (!check) throw new Error(`${table}.${column} has no check that lists its codes.`);
  const listed = [...(LIST.exec(check.definition)?.[1] ?? '').matchAll(/'([^']*)'/g)].map(([, code]) => code as string);
  return { ...check, listed };
}

async function replaceCheck(
  runner: QueryRunner,
  table: string,
  { name, definition }: CodeCheck,
  codes: readonly string[],
): Promise<void> {
  const list = codes.map((code) => `'${code}'::text`).join(', ');
  await runner.query(
    `alter table ${table} drop constraint ${name}, add constraint ${name} ${definition.replace(LIST, `ARRAY[${list}]`)}`,
  );
}
