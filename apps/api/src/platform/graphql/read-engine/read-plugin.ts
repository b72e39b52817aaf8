import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import { type EngineContext, EngineSchema } from './engine-schema.js';
import { countAnswer } from './lanes.metric.js';
import type { ReadEndpoint } from './read-endpoint.js';
import { ReadEngine, Refused } from './read-engine.js';
import { ReadModels } from './read-models.js';
import { TextLane } from './text-lane.js';

/** Data that is JSON text already. */
class JsonAnswer {
  constructor(readonly text: string) {}
}

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Puts the read engine into Apollo Server through its public hooks. */
export function readEnginePlugin(endpoint: ReadEndpoint, formatError: FormatError): ApolloServerPlugin<EngineContext> {
  const { database, documents } = endpoint;
  return {
    async serverWillStart({ schema }) {
      const models = new ReadModels(endpoint.models);
      models.check(schema);
      const engine = new ReadEngine(models, schema);
      endpoint.lane = new TextLane(schema, engine, new EngineSchema(schema, models, engine), database);
      return { serverWillStop: () => database.end() };
    },
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation: named, request, contextValue, source }) {
          const { lane } = endpoint;
          const ctx = contextValue.request;
          // Apollo's types say otherwise, but a name that the document does not have names no operation.
          const operation = named as OperationDefinitionNode | undefined;
          const variables = ctx && operation && lane?.variables(operation, request.variables ?? {});
          const plan = variables && operation && lane?.plan(document, operation, variables);
          if (!ctx || !lane || !plan || lane.begun(ctx)) {
            countAnswer(ctx && lane?.begun(ctx) ? 'finished' : 'executor');
            return null;
          }
          try {
            if (!plan.whole) {
              lane.check(plan, variables, ctx);
              countAnswer('executor');
              return null;
            }
            const text = await lane.answer(plan, variables, contextValue, ctx);
            countAnswer(text === undefined ? 'finished' : 'text');
            if (text === undefined) return null;
            documents.keep(source, document);
            return answerOf({ data: new JsonAnswer(text) as never });
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            return answerOf({ errors: [refusal(error, formatError)] });
          }
        },
      };
    },
  };
}

/** Apollo's `stringifyResult`: text that PostgreSQL wrote goes out as it is. */
export function stringifyAnswer(result: FormattedExecutionResult): string {
  const data: unknown = result.data;
  return data instanceof JsonAnswer ? `{"data":${data.text}}\n` : `${JSON.stringify(result)}\n`;
}

function answerOf(singleResult: FormattedExecutionResult): GraphQLResponse {
  return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
}

function refusal({ path, cause }: Refused, formatError: FormatError): GraphQLFormattedError {
  const error = new GraphQLError('Refused.', { path: [...path], originalError: cause as Error });
  return formatError(error.toJSON(), error);
}
