import type { QueryRunner } from 'typeorm';

/**
 * The members of a JSON object by what the object is about, in short: names, `?` after those that may be missing, and the
 * JSON type where it is not text, as in `subject active:boolean topics?:array`.
 */
export type PayloadShapes = Readonly<Record<string, string>>;

const MEMBER = /^(\w+)(\?)?(?::(\w+))?$/;

/**
 * The condition that a payload has the members of its kind and no others, each of its JSON type. Never null, which a check
 * would let pass.
 */
export function payloadCheck(shapes: PayloadShapes): string {
  return `(case kind${casesOf(shapes)} else false end) is true`;
}

/**
 * Lets payloads of further kinds stand in a table whose check {@link payloadCheck} has made: the check is made anew with
 * what it knows already and these, so that several migrations can add kinds without knowing of each other.
 */
export async function widenPayloadCheck(
  runner: QueryRunner,
  table: string,
  name: string,
  shapes: PayloadShapes,
): Promise<void> {
  await replaceCheck(runner, table, name, (check) => check.replace(/\s+ELSE false\s/, `${casesOf(shapes)}$&`));
}

/** Takes kinds out again that {@link widenPayloadCheck} has let in; fails while rows are of them. */
export async function narrowPayloadCheck(
  runner: QueryRunner,
  table: string,
  name: string,
  kinds: readonly string[],
): Promise<void> {
  const cases = new RegExp(`\\s+WHEN '(?:${kinds.join('|')})'::text THEN [^]*?(?=\\s+(?:WHEN '|ELSE false))`, 'g');
  await replaceCheck(runner, table, name, (check) => check.replaceAll(cases, ''));
}

async function replaceCheck(
  runner: QueryRunner,
  table: string,
  name: string,
  replaced: (definition: string) => string,
): Promise<void> {
  const [check] = (await runner.query(
    'select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and conname = $2',
    [table, name],
  )) as { definition: string }[];
  if (!check) throw new Error(`${table} has no check ${name}.`);
  await runner.query(
    `alter table ${table} drop constraint ${name}, add constraint ${name} ${replaced(check.definition)}`,
  );
}

function casesOf(shapes: PayloadShapes): string {
  return Object.entries(shapes)
    .map(([kind, shape]) => ` when '${kind}' then ${conditionOf(shape)}`)
    .join('');
}

function conditionOf(shape: string): string {
  const members = shape.split(' ').map((member) => {
    const [, name = '', optional, type = 'string'] = MEMBER.exec(member) ?? [];
    return { name, optional: optional !== undefined, type };
  });
  const names = members.map(({ name }) => `'${name}'`).join(', ');
  const typed = members.map(({ name, optional, type }) => {
    const found = `jsonb_typeof(payload -> '${name}')`;
    return `${optional ? `coalesce(${found}, '${type}')` : found} = '${type}'`;
  });
  return [`payload - array[${names}] = '{}'::jsonb`, ...typed].join(' and ');
}
