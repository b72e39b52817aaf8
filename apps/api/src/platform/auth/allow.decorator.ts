import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.js';

/** What a route demands: a staff permission, being any signed-in staff member, being a buyer, or nothing. */
export type Demand = Permission | 'staff' | 'buyer' | 'public';

export const ALLOW = Symbol('allow');

/**
 * Declares who may call a query, mutation or route. Every one of them must carry it: lint and a start-up check refuse
 * those that do not, and the guard denies what it does not find declared.
 */
export const Allow = (demand: Demand): MethodDecorator => SetMetadata(ALLOW, demand);
