import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AllowGuard } from './auth/allow.guard.js';
import { Authenticator } from './auth/authenticator.js';
import { CONFIG, type Config } from './config/config.js';
import { CLOCK, systemClock } from './context/clock.js';
import { ContextFactory } from './context/context.factory.js';
import type { Clock } from './context/request-context.js';
import { HttpErrorFilter } from './errors/http-error.filter.js';
import { Audit } from './audit/audit.js';
import { HealthController } from './http/health.controller.js';
import { HomeController } from './http/home.controller.js';
import { MetricsController } from './http/metrics.controller.js';

/** What every feature stands on. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, clock: Clock = systemClock): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController, HomeController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        { provide: APP_GUARD, useClass: AllowGuard },
        { provide: APP_FILTER, useClass: HttpErrorFilter },
        Authenticator,
        ContextFactory,
        Audit,
      ],
      exports: [CONFIG, CLOCK, Authenticator, ContextFactory, Audit],
    };
  }
}
