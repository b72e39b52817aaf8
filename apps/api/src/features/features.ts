import type { Type } from '@nestjs/common';
import { StaffMember } from './staff/staff-member.entity.js';
import { StaffModule } from './staff/staff.module.js';
import { SupplierPortalModule } from './suppliers/supplier.portal-module.js';

/** Everything TypeORM maps. */
export const ENTITIES: readonly Type[] = [StaffMember];

/** Modules whose resolvers make up the staff schema. */
export const STAFF_MODULES: readonly Type[] = [StaffModule];

/** Modules whose resolvers make up the portal schema. */
export const PORTAL_MODULES: readonly Type[] = [SupplierPortalModule];
