// @ts-check
import { TYPES } from 'postgraphile/@dataplan/pg';
import { sql } from 'postgraphile/pg-sql2';
import { wrapPlans } from 'postgraphile/utils';

/** @typedef {any} Step of a plan */
/** @typedef {any} Sql */

const TENANT = sql`mortise.current_tenant()`;
const STAFF = sql`nullif(current_setting('bench.staff', true), '')::uuid`;
const TODAY = sql`(now() at time zone 'utc')::date`;

/** Holds while the session of the caller stands; roles that see every account would need no condition. */
const SIGNED_IN = sql`exists (
  select from mortise.staff_session s join mortise.staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
  where s.tenant_id = ${TENANT} and s.id = nullif(current_setting('bench.session', true), '')::uuid and m.id = ${STAFF}
    and s.revoked_at is null and s.expires_at > now() and m.disabled_at is null
    and m.role in ('KEY_ACCOUNT_MANAGER', 'SALES', 'SERVICE', 'QUALITY'))`;

/** @param {Sql} account its alias @returns {Sql} */
const visible = (account) => sql`exists (
  select from mortise.account_closure v where v.tenant_id = ${TENANT} and v.descendant_id = ${account}.id and (
    v.ancestor_id in (
      select t.account_id from mortise.team_member m join mortise.account_team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
      where m.tenant_id = ${TENANT} and m.staff_id = ${STAFF})
    or exists (select from mortise.account o where o.tenant_id = ${TENANT} and o.id = v.ancestor_id and o.owner_id = ${STAFF})))`;

/**
 * The rights, and who is at an account today, as conditions of the plans, so that PostGraphile compiles them into its
 * own single statement.
 */
export const RightsPlugin = wrapPlans({
  Query: {
    allAccounts(/** @type {Step} */ plan) {
      const $connection = plan();
      const $accounts = $connection.getSubplan();
      // As in the ideal statement, `is true` keeps the list's order.
      $accounts.where(
        sql`${$accounts.alias}.archived_at is null and ${SIGNED_IN} and (${visible($accounts.alias)}) is true`,
      );
      return $connection;
    },
    accountByTenantIdAndRowId(/** @type {Step} */ plan) {
      const $account = plan();
      const $accounts = $account.getClassStep();
      $accounts.where(sql`${SIGNED_IN} and ${visible($accounts.alias)}`);
      return $account;
    },
  },
  Account: {
    accountContactsByTenantIdAndAccountId(/** @type {Step} */ plan) {
      const $connection = plan();
      const $links = $connection.getSubplan();
      const { alias } = $links;
      $links.where(
        sql`${alias}.valid_from <= ${TODAY} and (${alias}.valid_to is null or ${alias}.valid_to >= ${TODAY})`,
      );
      const name = sql`(select c.name_lower from mortise.contact c where c.tenant_id = ${alias}.tenant_id and c.id = ${alias}.contact_id)`;
      $links.orderBy({ fragment: name, codec: TYPES.text, direction: 'ASC' });
      $links.orderBy({ fragment: sql`${alias}.id`, codec: TYPES.uuid, direction: 'ASC' });
      return $connection;
    },
  },
});
