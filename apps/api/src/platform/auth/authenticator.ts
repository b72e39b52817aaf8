import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { CLOCK } from '../context/clock.js';
import type { BuyerPrincipal, StaffPrincipal } from '../context/principal.js';
import type { Clock } from '../context/request-context.js';
import { TENANT, tenantSql, type TenantSql } from '../database/tenant-sql.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AccessTokens } from './access-token.js';
import { readToken, secretMatches, type TokenKind } from './opaque-token.js';
import { type Permission, ROLE_PERMISSIONS, type StaffRole } from './permissions.js';

/** Who was recognised, with the unit of work that recognised them and will serve the request. */
export interface Recognised<P> {
  readonly principal: P;
  readonly unit: UnitOfWork;
  readonly locale: string;
}

interface StaffRow {
  id: string;
  name: string;
  role: StaffRole;
  locale: string;
}

/** Turns credentials into a principal. Whatever is wrong with them, the answer is the same: nobody. */
@Injectable()
export class Authenticator {
  readonly tokens: AccessTokens;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.tokens = new AccessTokens(config.secret);
  }

  /** Recognises staff by access token or API key. */
  async staff(credential: string): Promise<Recognised<StaffPrincipal> | undefined> {
    if (credential.startsWith('mk_')) return this.apiKey(credential);
    const claims = await this.tokens.read(credential, this.clock.now());
    if (!claims) return undefined;
    const unit = new UnitOfWork(this.source, claims.tenantId);
    return this.recognise(unit, async () => {
      const row = await unit.first<StaffRow>(tenantSql`
        select m.id, m.name, m.role, m.locale from staff_session s
        join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
        where s.tenant_id = ${TENANT} and s.id = ${claims.sessionId} and m.id = ${claims.staffId}
          and s.revoked_at is null and s.expires_at > ${this.clock.now()} and m.disabled_at is null`);
      return (
        row && {
          principal: staffPrincipal(row, ROLE_PERMISSIONS[row.role], { sessionId: claims.sessionId, apiKeyId: null }),
          locale: row.locale,
        }
      );
    });
  }

  /** Recognises a buyer by the token of the portal session. */
  async buyer(credential: string): Promise<Recognised<BuyerPrincipal> | undefined> {
    interface Found {
      account_contact_id: string;
      contact_id: string;
      account_id: string;
      name: string;
      locale: string;
    }
    return this.opaque<Found, BuyerPrincipal>('PORTAL_SESSION', credential, (id, now) => ({
      statement: tenantSql`
        select s.secret_hash, ac.id as account_contact_id, ac.account_id, c.id as contact_id, c.name, c.language as locale
        from portal_session s
        join account_contact ac on ac.tenant_id = s.tenant_id and ac.id = s.account_contact_id
        join contact c on c.tenant_id = ac.tenant_id and c.id = ac.contact_id
        where s.tenant_id = ${TENANT} and s.id = ${id} and s.revoked_at is null and s.expires_at > ${now}
          and c.status = 'ACTIVE' and ac.valid_from <= ${utcDay(now)}::date and (ac.valid_to is null or ac.valid_to >= ${utcDay(now)}::date)`,
      principal: (row) => ({
        kind: 'BUYER',
        accountContactId: row.account_contact_id,
        contactId: row.contact_id,
        accountId: row.account_id,
        name: row.name,
        sessionId: id,
      }),
    }));
  }

  private apiKey(credential: string): Promise<Recognised<StaffPrincipal> | undefined> {
    return this.opaque<StaffRow & { permissions: Permission[] }, StaffPrincipal>('API_KEY', credential, (id, now) => ({
      statement: tenantSql`
        select k.secret_hash, k.permissions, m.id, m.name, m.role, m.locale from api_key k
        join staff_member m on m.tenant_id = k.tenant_id and m.id = k.staff_id
        where k.tenant_id = ${TENANT} and k.id = ${id} and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > ${now}) and m.disabled_at is null`,
      principal: (row) => {
        // A key never outgrows its owner: it has what both the key and the owner's role allow.
        const owned = new Set(ROLE_PERMISSIONS[row.role]);
        const granted = row.permissions.filter((permission) => owned.has(permission));
        return staffPrincipal(row, granted, { sessionId: null, apiKeyId: id });
      },
    }));
  }

  private async opaque<R extends { locale: string }, P>(
    kind: TokenKind,
    credential: string,
    lookUp: (id: string, now: Date) => { statement: TenantSql; principal: (row: R) => P },
  ): Promise<Recognised<P> | undefined> {
    const token = readToken(kind, credential);
    if (!token) return undefined;
    const unit = new UnitOfWork(this.source, token.tenantId);
    return this.recognise(unit, async () => {
      const { statement, principal } = lookUp(token.id, this.clock.now());
      const row = await unit.first<R & { secret_hash: Buffer }>(statement);
      return row && secretMatches(token, row.secret_hash)
        ? { principal: principal(row), locale: row.locale }
        : undefined;
    });
  }

  private async recognise<P>(
    unit: UnitOfWork,
    look: () => Promise<{ principal: P; locale: string } | undefined>,
  ): Promise<Recognised<P> | undefined> {
    try {
      const found = await look();
      if (found) return { ...found, unit };
    } catch (error) {
      await unit.close();
      throw error;
    }
    await unit.close();
    return undefined;
  }
}

function staffPrincipal(
  row: StaffRow,
  permissions: readonly Permission[],
  via: Pick<StaffPrincipal, 'sessionId' | 'apiKeyId'>,
): StaffPrincipal {
  return { kind: 'STAFF', staffId: row.id, name: row.name, role: row.role, permissions: new Set(permissions), ...via };
}

/** The driver would write a moment in the process's own time zone; days are UTC days everywhere. */
function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
