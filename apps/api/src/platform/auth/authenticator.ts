import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { CLOCK } from '../context/clock.js';
import type { BuyerPrincipal, Principal, StaffPrincipal } from '../context/principal.js';
import type { Clock } from '../context/request-context.js';
import { Confirmation } from '../database/confirmation.js';
import { compile, sql, type Sql, TENANT } from '../database/tenant-sql.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AccessTokens } from './access-token.js';
import { readToken, secretMatches, type TokenKind } from './opaque-token.js';
import { type Permission, ROLE_PERMISSIONS, type StaffRole } from './permissions.js';
import { PortfolioWidths } from './portfolio-widths.js';
import { RecognisedBefore } from './recognised-before.js';

/** Who was recognised, with the unit of work that recognised them and will serve the request. */
export interface Recognised<P> {
  readonly principal: P;
  readonly unit: UnitOfWork;
  readonly locale: string;
}

/** How a credential is looked up: one row of JSON, from which the principal follows and nothing else. */
interface LookUp<P> {
  readonly tenantId: string;
  /** Name of the statement, the same for all credentials of its kind. */
  readonly name: string;
  readonly statement: (now: Date) => Sql;
  /** The principal of the row; undefined when the row shows that the credential is none. */
  readonly principal: (row: string) => { readonly principal: P; readonly locale: string } | undefined;
  /** Until when the credential is good by itself. */
  readonly expiresAt?: Date;
}

interface StaffRow {
  id: string;
  name: string;
  role: StaffRole;
  locale: string;
}

interface BuyerRow {
  account_contact_id: string;
  contact_id: string;
  account_id: string;
  name: string;
  locale: string;
}

/** Turns credentials into a principal. Whatever is wrong with them, the answer is the same: nobody. */
@Injectable()
export class Authenticator {
  readonly tokens: AccessTokens;
  /** Who came before, for whoever confirms with the database, in the same round trip, that nothing has changed. */
  readonly before = new RecognisedBefore();
  private readonly widths = new PortfolioWidths();

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.tokens = new AccessTokens(config.secret);
  }

  /** Recognises staff by access token or API key. */
  async staff(credential: string): Promise<Recognised<StaffPrincipal> | undefined> {
    const lookUp = credential.startsWith('mk_') ? this.apiKey(credential) : await this.session(credential);
    return lookUp && this.recognise(credential, lookUp);
  }

  /** Recognises a buyer by the token of the portal session. */
  async buyer(credential: string): Promise<Recognised<BuyerPrincipal> | undefined> {
    const lookUp = this.portalSession(credential);
    return lookUp && this.recognise(credential, lookUp);
  }

  private async session(credential: string): Promise<LookUp<StaffPrincipal> | undefined> {
    const claims = await this.tokens.read(credential, this.clock.now());
    if (!claims) return undefined;
    const { tenantId, sessionId, staffId, expiresAt } = claims;
    return {
      tenantId,
      expiresAt,
      name: 'recognise_staff_session',
      statement: (now) => sql`
        select m.id, m.name, m.role, m.locale from staff_session s
        join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
        where s.tenant_id = ${TENANT} and s.id = ${sessionId} and m.id = ${staffId}
          and s.revoked_at is null and s.expires_at > ${now} and m.disabled_at is null`,
      principal: (json) => {
        const row = JSON.parse(json) as StaffRow;
        const principal = staffPrincipal(row, ROLE_PERMISSIONS[row.role], { sessionId, apiKeyId: null });
        return { principal, locale: row.locale };
      },
    };
  }

  private portalSession(credential: string): LookUp<BuyerPrincipal> | undefined {
    return opaque<BuyerRow, BuyerPrincipal>('PORTAL_SESSION', credential, (id) => ({
      name: 'recognise_portal_session',
      statement: (now) => sql`
        select encode(s.secret_hash, 'hex') as secret_hash, ac.id as account_contact_id, ac.account_id, c.id as contact_id, c.name,
          c.language as locale
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

  private apiKey(credential: string): LookUp<StaffPrincipal> | undefined {
    return opaque<StaffRow & { permissions: Permission[] }, StaffPrincipal>('API_KEY', credential, (id) => ({
      name: 'recognise_api_key',
      statement: (now) => sql`
        select encode(k.secret_hash, 'hex') as secret_hash, k.permissions, m.id, m.name, m.role, m.locale from api_key k
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

  private async recognise<P extends Principal>(
    credential: string,
    { tenantId, name, statement, principal, expiresAt }: LookUp<P>,
  ): Promise<Recognised<P> | undefined> {
    const unit = new UnitOfWork(this.source, tenantId);
    const lookUp = (now: Date) => sql`select to_json(p)::text from (${statement(now)}) p`;
    try {
      const row = await unit.json(compile(lookUp(this.clock.now()), tenantId));
      const named = row === undefined ? undefined : principal(row);
      if (named && row !== undefined) {
        const found = { ...named, principal: await this.withPortfolio(unit, named.principal) };
        this.before.keep(credential, {
          ...found,
          tenantId,
          expiresAt,
          confirmation: (now) => new Confirmation(`confirm_${name}`, sql`(${lookUp(now)}) = ${row}`),
        });
        return { ...found, unit };
      }
    } catch (error) {
      await unit.close();
      throw error;
    }
    await unit.close();
    return undefined;
  }

  private async withPortfolio<P extends Principal>(unit: UnitOfWork, principal: P): Promise<P> {
    if (principal.kind !== 'STAFF' || principal.permissions.has('account.read.all')) return principal;
    return { ...principal, portfolio: await this.widths.of(unit, principal.staffId, this.clock.now()) };
  }
}

/** The look-up of an opaque token; undefined for a text that is none of its kind. */
function opaque<R extends { locale: string }, P>(
  kind: TokenKind,
  credential: string,
  describe: (id: string) => Pick<LookUp<P>, 'name' | 'statement'> & { readonly principal: (row: R) => P },
): LookUp<P> | undefined {
  const token = readToken(kind, credential);
  if (!token) return undefined;
  const { name, statement, principal } = describe(token.id);
  return {
    tenantId: token.tenantId,
    name,
    statement,
    principal: (json) => {
      const row = JSON.parse(json) as R & { secret_hash: string };
      if (!secretMatches(token, Buffer.from(row.secret_hash, 'hex'))) return undefined;
      return { principal: principal(row), locale: row.locale };
    },
  };
}

function staffPrincipal(
  row: StaffRow,
  permissions: readonly Permission[],
  via: Pick<StaffPrincipal, 'sessionId' | 'apiKeyId'>,
): StaffPrincipal {
  const { id: staffId, name, role } = row;
  return { kind: 'STAFF', staffId, name, role, permissions: new Set(permissions), portfolio: 'WIDE', ...via };
}

/** The driver would write a moment in the process's own time zone; days are UTC days everywhere. */
function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
