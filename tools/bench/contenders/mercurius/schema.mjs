// @ts-check
import { GraphQLScalarType } from 'graphql';

export const SCHEMA = `
  scalar DateTime
  type Staff { id: ID! name: String! }
  type Contact { id: ID! name: String! email: String }
  type AccountContact { id: ID! tier: String! roles: [String!]! contact: Contact }
  type Complaint { id: ID! number: String! subject: String! status: String! createdAt: DateTime! }
  type Money { minor: String! currency: String! }
  type MonthlySales { month: String! net: Money! quantity: String lines: Int! }
  type Account {
    id: ID! name: String! country: String city: String stage: String stageSince: DateTime createdAt: DateTime!
    owner: Staff
    contacts(first: Int!): [AccountContact!]!
    complaints(first: Int!): [Complaint!]!
    monthlySales(months: Int!): [MonthlySales!]!
  }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type AccountConnection { nodes: [Account!]! pageInfo: PageInfo! }
  type Query {
    accounts(first: Int!, after: String): AccountConnection!
    account(id: ID!): Account
  }
  input ComplaintInput { idempotencyKey: String! subject: String! description: String! lot: String quantity: String unit: String }
  type Mutation { fileComplaint(input: ComplaintInput!): Complaint! }
`;

export const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => /** @type {Date} */ (value).toISOString(),
});
