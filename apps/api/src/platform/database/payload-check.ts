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
  const cases = Object.entries(shapes).map(([kind, shape]) => ` when '${kind}' then ${conditionOf(shape)}`);
  return `(case kind${cases.join('')} else false end) is true`;
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
