// @ts-check
import { ideal, idealWithoutTenant } from './ideal/ideal.mjs';
import { mercurius } from './mercurius/mercurius.mjs';
import { mortise, mortiseBehindApollo } from './mortise/mortise.mjs';
import { postgraphile } from './postgraphile/postgraphile.mjs';

/** @import { Contender } from '../lib/contender.mjs' */

/** By the names of the option `--only`. @type {Readonly<Record<string, readonly Contender[]>>} */
export const CONTENDERS = {
  mortise: [mortise],
  ideal: [ideal],
  postgraphile: [postgraphile(1), postgraphile(2)],
  mercurius: [mercurius],
  apollo: [mortiseBehindApollo],
  tenantless: [idealWithoutTenant],
};
