import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';

const require = createRequire(import.meta.url);

const FILES = [
  ['react', 'umd/react.production.min.js'],
  ['react-dom', 'umd/react-dom.production.min.js'],
  ['graphiql', 'graphiql.min.js'],
  ['graphiql', 'graphiql.min.css'],
] as const;

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Mortise GraphiQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.min.css"><style>body{margin:0}#graphiql{height:100vh}</style>
<div id="graphiql">Loading…</div>
<script src="/graphiql/react.production.min.js"></script>
<script src="/graphiql/react-dom.production.min.js"></script>
<script src="/graphiql/graphiql.min.js"></script>
<script src="/graphiql/start.js"></script></html>`;

const START = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, shouldPersistHeaders: true, defaultEditorToolsVisibility: 'headers' }));`;

/** Shows GraphiQL to browsers that open the endpoint. Its scripts come from this server: it works without the internet. */
export const graphiqlPlugin: ApolloServerPlugin = {
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html: PAGE }) }),
};

/** GraphiQL's own files under `/graphiql/`; needs the static file plugin. */
export function registerGraphiqlFiles(fastify: FastifyInstance): void {
  for (const [module, file] of FILES) {
    const folder = dirname(require.resolve(`${module}/package.json`));
    fastify.get(`/graphiql/${basename(file)}`, (_request, reply) => reply.sendFile(file, folder));
  }
  fastify.get('/graphiql/start.js', (_request, reply) => reply.type('text/javascript').send(START));
}
