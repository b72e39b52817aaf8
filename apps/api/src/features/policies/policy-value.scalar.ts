import { GraphQLScalarType } from 'graphql';

/** A number, text, truth value, list or object, as the setting has it. What it may be is for the policy's rules to say. */
export const PolicyValueScalar = new GraphQLScalarType({
  name: 'PolicyValue',
  description: 'A number, a code, true or false, a list or an object: as the setting it belongs to has it.',
});
