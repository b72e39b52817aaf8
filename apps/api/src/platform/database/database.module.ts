import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { ReadDatabase } from '../graphql/read-engine/read-database.js';
import { roleUrl } from './database-roles.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

// A calendar day has no time zone; the driver would make it midnight of wherever the process runs.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Opens the request pool as the application role. TypeORM gets its driver by hand, else it silently prefers pg-native. */
export async function openDataSource(config: Config, entities: readonly Type[]): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    driver: { ...pg, native: undefined },
    url: roleUrl(config.database.pooledUrl, config.secret, 'mortise_app'),
    schema: 'mortise',
    entities: [...entities],
    namingStrategy: new SnakeNamingStrategy(),
    poolSize: config.database.poolSize,
    applicationName: 'mortise_app',
    connectTimeoutMS: 5_000,
    logging: false,
    extra: { keepAlive: true },
    // A connection that dies while idle is replaced by the pool; without this handler the process would die with it.
    poolErrorHandler: () => undefined,
  });
  return source.initialize();
}

/** The connections that one endpoint's read engine has to itself. */
export function readDatabase({ database, secret }: Config): ReadDatabase {
  const { adminUrl, pooledUrl, readPoolSize } = database;
  // Statements that a connection keeps are lost, or found twice, on connections that a pooler lends.
  return new ReadDatabase(roleUrl(pooledUrl, secret, 'mortise_app'), readPoolSize, pooledUrl === adminUrl);
}

@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  static forRoot(entities: readonly Type[]): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DataSource, inject: [CONFIG], useFactory: (config: Config) => openDataSource(config, entities) },
      ],
      exports: [DataSource],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
