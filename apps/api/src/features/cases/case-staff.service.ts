import { Inject, Injectable } from '@nestjs/common';
import { ROLE_PERMISSIONS } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { StaffMember } from '../staff/staff-member.entity.js';
import { StaffService } from '../staff/staff.service.js';
import { StaffNotFound } from './cases.errors.js';

/** Whom a case may name: members of staff who still work here and may do what is asked of them. */
@Injectable()
export class CaseStaff {
  constructor(@Inject(StaffService) private readonly staff: StaffService) {}

  /** Somebody who does something for a case. @throws StaffNotFound OWNER_NOT_FOUND */
  async requireHelper(ctx: RequestContext, id: string, path: readonly string[]): Promise<void> {
    if (!(await this.active(ctx, id))) throw new StaffNotFound('OWNER_NOT_FOUND', path);
  }

  /** Somebody who leads it, and therefore sees the account. @throws StaffNotFound OWNER_NOT_FOUND */
  async requireLeader(ctx: RequestContext, id: string, accountId: string): Promise<void> {
    if (!(await this.staff.whoSee(ctx, [id], accountId)).has(id))
      throw new StaffNotFound('OWNER_NOT_FOUND', ['ownerId']);
  }

  /** Somebody who may decide on the end of a relationship. @throws StaffNotFound EXECUTIVE_NOT_FOUND */
  async requireExecutive(ctx: RequestContext, id: string): Promise<void> {
    const member = await this.active(ctx, id);
    const may = member && ROLE_PERMISSIONS[member.role].includes('stage.approve.executive');
    if (!may) throw new StaffNotFound('EXECUTIVE_NOT_FOUND', ['input', 'executiveId']);
  }

  private async active(ctx: RequestContext, id: string): Promise<StaffMember | undefined> {
    const member = (await this.staff.byIds(ctx, [id])).get(id);
    return member?.disabledAt === null ? member : undefined;
  }
}
