// @ts-check
import { AccessTokens, issueToken } from './built-api.mjs';
import { asAdmin, SECRET } from './database.mjs';
import { KIND, STAFF } from './seed-people.mjs';
import { seededId } from './seed.mjs';

/** @import { Population } from './seed.mjs' */

/**
 * @typedef {object} Principal somebody signed in
 * @property {string} tenantId
 * @property {string} id staff member, or account contact of a buyer
 * @property {{ authorization: string } | { cookie: string }} headers
 */

const HOURS = 8;
/** Per tenant. */
const BUYERS = 10;

/**
 * Sessions of one member of staff per tenant, as signing in makes them.
 * @param {string} adminUrl
 * @param {Pick<Population, 'firstTenant' | 'tenants'>} population
 * @param {number} [staff]
 * @returns {Promise<Principal[]>}
 */
export async function signInStaff(adminUrl, { firstTenant, tenants }, staff = STAFF.halfOfTheAccounts) {
  const tokens = new AccessTokens(SECRET);
  const now = new Date();
  const expiresAt = new Date(now.getTime() + HOURS * 3_600_000);
  return asAdmin(adminUrl, async (client) => {
    /** @type {Principal[]} */
    const principals = [];
    for (const tenant of numbers(firstTenant, tenants)) {
      const [tenantId, staffId] = [seededId(KIND.tenant, tenant, 0), seededId(KIND.staff, tenant, staff)];
      const sessionId = seededId(KIND.session, tenant, staff);
      await client.query(
        'insert into staff_session (tenant_id, id, staff_id, created_at, expires_at) values ($1, $2, $3, $4, $5)',
        [tenantId, sessionId, staffId, now, expiresAt],
      );
      const token = await tokens.sign({ tenantId, sessionId, staffId }, now, expiresAt);
      principals.push({ tenantId, id: staffId, headers: { authorization: `Bearer ${token}` } });
    }
    return principals;
  });
}

/**
 * Portal sessions of some buyers in every tenant, as redeeming a magic link makes them.
 * @param {string} adminUrl
 * @param {Population} population
 * @returns {Promise<Principal[]>}
 */
export async function signInBuyers(adminUrl, { firstTenant, tenants, contacts }) {
  const expiresAt = new Date(Date.now() + HOURS * 3_600_000);
  return asAdmin(adminUrl, async (client) => {
    /** @type {Principal[]} */
    const principals = [];
    for (const tenant of numbers(firstTenant, tenants)) {
      for (const buyer of numbers(0, BUYERS)) {
        const tenantId = seededId(KIND.tenant, tenant, 0);
        // The first contact of an account; those whose number ends in 0 have left.
        const contactId = seededId(KIND.link, tenant, 1 + buyer * contacts);
        const sessionId = seededId(KIND.portalSession, tenant, buyer);
        const { text, hash } = issueToken('PORTAL_SESSION', tenantId, sessionId);
        await client.query(
          'insert into portal_session (tenant_id, id, account_contact_id, secret_hash, expires_at) values ($1, $2, $3, $4, $5)',
          [tenantId, sessionId, contactId, hash, expiresAt],
        );
        principals.push({ tenantId, id: contactId, headers: { cookie: `mortise_portal=${text}` } });
      }
    }
    return principals;
  });
}

/**
 * @param {number} first
 * @param {number} count
 */
function numbers(first, count) {
  return Array.from({ length: count }, (_, index) => first + index);
}
