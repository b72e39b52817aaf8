import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Type } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { DomainError } from '../errors/domain-error.js';
import { toPublicError } from '../errors/public-error.js';
import { graphiqlPlugin } from './graphiql.js';
import { graphqlContextOf } from '../http/request-contexts.js';
import { queryLimits } from './query-limits.js';
import { logger } from '../http/logger.js';
import { documentStore } from './read-engine/known-documents.js';
import type { ReadEndpoint } from './read-engine/read-endpoint.js';
import { readEnginePlugin, stringifyAnswer } from './read-engine/read-plugin.js';

interface Endpoint {
  /** Modules whose resolvers make up this schema. */
  readonly modules: readonly Type[];
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly reads: ReadEndpoint;
}

/** Settings of one GraphQL endpoint. Apollo's reporting and cache-control plugins are off: they wrap every field. */
export function endpoint({ modules, introspection, graphiql, reads }: Endpoint): ApolloDriverConfig {
  return {
    driver: ApolloDriver,
    path: reads.path,
    include: [...modules],
    autoSchemaFile: true,
    sortSchema: true,
    // The framework puts every type of every feature into every schema; buyers get only what their own queries reach.
    transformSchema: (schema) => new GraphQLSchema({ ...schema.toConfig(), types: [] }),
    introspection,
    graphiql: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Nested fields carry no guards of their own: rights are checked at the root and in every statement.
    fieldResolverEnhancers: [],
    autoTransformHttpErrors: false,
    parseOptions: { maxTokens: 5_000 },
    documentStore: documentStore(),
    validationRules: [queryLimits],
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      readEnginePlugin(reads, formatError),
      graphiql ? graphiqlPlugin : ApolloServerPluginLandingPageDisabled(),
    ],
    context: graphqlContextOf,
    formatError,
    stringifyResult: stringifyAnswer,
  };
}

/** Own errors keep their code and reasons; errors of the document keep Apollo's; the rest says nothing but INTERNAL_ERROR. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const code = formatted.extensions?.['code'];
  if (!(original instanceof DomainError) && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
    return withoutStack(formatted);
  // What graphql-js says about a place in the document: an argument that is null behind a variable, a subscription.
  if (original instanceof GraphQLError && original.nodes?.length)
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  const known = toPublicError(original);
  if (known.unexpected) logger.error({ err: original, path: formatted.path }, 'resolver failed');
  return {
    ...formatted,
    message: known.message,
    extensions: { code: known.code, ...(known.reasons.length > 0 ? { reasons: known.reasons } : {}) },
  };
}

function withoutStack(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
