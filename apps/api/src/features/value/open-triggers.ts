import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';

/** With which accounts an opportunity is open: recorded, and not expired. Where none are recorded, nobody is to be won. */
@Injectable()
export class OpenTriggers {
  of(_ctx: RequestContext, _asOf: IsoDate): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }
}
