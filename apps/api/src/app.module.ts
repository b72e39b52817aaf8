import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Config } from './platform/config/config.js';
import type { Clock } from './platform/context/request-context.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { endpoint } from './platform/graphql/endpoint.js';
import type { ReadEndpoint } from './platform/graphql/read-engine/read-endpoint.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ENTITIES, PORTAL_MODULES, STAFF_MODULES } from './features/features.js';

/** Injection token of the {@link ReadEndpoints}. */
export const READ_ENDPOINTS = Symbol('ReadEndpoints');

/** What each endpoint reads with. */
export interface ReadEndpoints {
  readonly staff: ReadEndpoint;
  readonly portal: ReadEndpoint;
}

/** The whole application; which of its parts run (requests, jobs or both) is decided where it is started. */
@Module({})
export class AppModule {
  static forRoot(config: Config, reads: ReadEndpoints, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      providers: [{ provide: READ_ENDPOINTS, useValue: reads }],
      imports: [
        PlatformModule.forRoot(config, clock),
        DatabaseModule.forRoot(ENTITIES),
        JobsModule,
        ...STAFF_MODULES,
        ...PORTAL_MODULES,
        GraphQLModule.forRoot(
          endpoint({
            modules: STAFF_MODULES,
            introspection: true,
            graphiql: true,
            reads: reads.staff,
          }),
        ),
        GraphQLModule.forRoot(
          endpoint({
            modules: PORTAL_MODULES,
            introspection: !config.production,
            graphiql: false,
            reads: reads.portal,
          }),
        ),
      ],
    };
  }
}
