import { registerEnumType } from '@nestjs/graphql';

/** The GraphQL enum of a code list, so that the list is written down once. */
export function codeEnum<C extends string>(
  name: string,
  codes: readonly C[],
  description: string,
): Readonly<Record<C, C>> {
  const values = Object.fromEntries(codes.map((code) => [code, code])) as Record<C, C>;
  registerEnumType(values, { name, description });
  return values;
}
