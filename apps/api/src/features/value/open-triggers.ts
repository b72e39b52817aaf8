import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { OpenWindows } from '../ledger/open-windows.service.js';

/** With which accounts an opportunity is open: a trigger about their present supplier is recorded, and has not expired. */
@Injectable()
export class OpenTriggers {
  constructor(@Inject(OpenWindows) private readonly windows: OpenWindows) {}

  of(ctx: RequestContext, asOf: IsoDate): Promise<ReadonlySet<string>> {
    return this.windows.of(ctx, asOf);
  }
}
