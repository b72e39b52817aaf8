import { GraphQLScalarType } from 'graphql';

/** Structured detail whose shape its field describes. Output only. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Structured detail; the field that returns it says which members it has.',
  serialize: (value) => value,
});
