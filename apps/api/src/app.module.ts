import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Config } from './platform/config/config.js';
import type { Clock } from './platform/context/request-context.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { endpoint } from './platform/graphql/endpoint.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ENTITIES, PORTAL_MODULES, STAFF_MODULES } from './features/features.js';

/** The whole application; which of its parts run (requests, jobs or both) is decided where it is started. */
@Module({})
export class AppModule {
  static forRoot(config: Config, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, clock),
        DatabaseModule.forRoot(ENTITIES),
        JobsModule,
        ...STAFF_MODULES,
        ...PORTAL_MODULES,
        GraphQLModule.forRoot(
          endpoint({ path: '/graphql', modules: STAFF_MODULES, introspection: true, graphiql: true }),
        ),
        GraphQLModule.forRoot(
          endpoint({
            path: '/portal/graphql',
            modules: PORTAL_MODULES,
            introspection: !config.production,
            graphiql: false,
          }),
        ),
      ],
    };
  }
}
