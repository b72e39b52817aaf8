import { STAGES, type Stage } from '@mortise/domain';
import type { Permission } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

/** What it takes to open an account there, beside the right to open at all: anything above the first stage passes gates by. */
export function openingPermissions(stage: Stage): readonly Permission[] {
  if (stage === 'DEVELOPMENT') return [];
  return stage === 'STRATEGIC' ? ['stage.approve', 'stage.approve.executive'] : ['stage.approve'];
}

/** The stages in which the caller may not open an account. */
export function forbiddenOpenings(ctx: RequestContext): readonly Stage[] {
  return STAGES.filter((stage) => !openingPermissions(stage).every((permission) => hasPermission(ctx, permission)));
}
