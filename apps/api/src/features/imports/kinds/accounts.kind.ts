import { STAGES, type Stage } from '@mortise/domain';
import { visibleAccount } from '../../../platform/auth/account-visibility.js';
import { identifier, join, sql, type Sql, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import type { ErrorReason } from '../../../platform/errors/domain-error.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import { openCreditLimits, withdrawCreditLimits } from '../../receivables/credit-limit.opening.js';
import { hasPermission } from '../../../platform/auth/demand-permission.js';
import { forbiddenOpenings } from '../../stages/opening-permission.js';
import { openingStages } from '../opening-stages.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { ownerByDefault } from './references.js';

const FIELDS = {
  externalId: {
    description: "The account's number.",
    required: true,
    aliases: ['accountExternalId', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  name: { description: 'Name.', required: true, aliases: ['accountName', 'customerName'] },
  parentExternalId: {
    description: 'Account it is a part of, by its external id; may stand anywhere in the file.',
    aliases: ['parent', 'parentId'],
  },
  country: { description: 'Country, ISO 3166-1 code of two letters.' },
  region: { description: 'Region or province.' },
  city: { description: 'City.' },
  industry: { description: 'Industry the customer works in.' },
  businessModel: { description: 'What the customer does with what it buys.' },
  priorityClass: { description: "The supplier's own priority class." },
  postcode: { description: 'Postal code.', aliases: ['postalCode', 'zip', 'zipCode'] },
  sizeClass: { description: "The supplier's own class of size.", aliases: ['size'] },
  complexOffering: { description: 'Whether it buys complex offerings: yes or no.' },
  team: { description: 'Team that looks after it, by name.', aliases: ['teamName'] },
  ownerEmail: { description: 'Member of staff who answers for it, by e-mail address.', aliases: ['owner'] },
  stage: {
    description: `Opening stage, set once: ${STAGES.join(', ')}. Above DEVELOPMENT it needs stage.approve, STRATEGIC stage.approve.executive.`,
  },
  creditLimit: {
    description:
      "First credit limit, in the supplier's currency; an account that has had one keeps it. Needs receivable.write.",
    aliases: ['limit'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** Columns that are compared with what is stored, each with the field that gives it. */
const COMPARED = {
  country: 'country',
  region: 'region',
  city: 'city',
  industry: 'industry',
  business_model: 'businessModel',
  priority_class: 'priorityClass',
  postcode: 'postcode',
  size_class: 'sizeClass',
  complex_offering: 'complexOffering',
} as const;

/** Accounts with their place in the group, merged at the end of the file because a parent may come after its parts. */
export class AccountsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly whole = true;
  readonly staged = {
    ref: 'text not null',
    content: 'uuid not null',
    name: 'text not null',
    name_lower: 'text not null',
    parent_ref: 'text',
    country: 'text',
    region: 'text',
    city: 'text',
    industry: 'text',
    business_model: 'text',
    priority_class: 'text',
    postcode: 'text',
    size_class: 'text',
    complex_offering: 'boolean not null',
    team: 'text',
    owner_email: 'text',
    stage: 'text',
    limit_minor: 'bigint',
  } as const;

  read(row: Row<Field>): readonly StagedValue[] {
    const ref = row.requiredText('externalId', 100);
    const name = row.requiredText('name', 200);
    const parent = row.text('parentExternalId', 100);
    const country = row.text('country', 100)?.toUpperCase() ?? null;
    if (country !== null && !/^[A-Z]{2}$/.test(country))
      row.reject('country', 'NOT_ALLOWED', country, 'Not an ISO 3166-1 code of two letters.');
    const texts = [
      row.text('region', 100),
      row.text('city', 100),
      row.text('industry', 100),
      row.text('businessModel', 100),
      row.text('priorityClass', 20),
      row.text('postcode', 20),
      row.text('sizeClass', 20),
    ];
    const complex = row.flag('complexOffering') ?? false;
    const team = row.text('team', 200);
    const owner = row.text('ownerEmail', 254)?.toLowerCase() ?? null;
    const stage = row.code('stage', STAGES);
    const limit = row.optionalMoney('creditLimit');
    if (limit !== null && limit < 0n)
      row.reject('creditLimit', 'OUT_OF_RANGE', limit.toString(), 'Must not be negative.');
    const told = [name, parent, country, ...texts, String(complex), team, owner, stage, limit?.toString() ?? null];
    const content = hashOf(told);
    return [ref, content, name, name.toLowerCase(), parent, country, ...texts, complex, team, owner, stage, limit];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, session } = batch;
    const placed = `${batch.rows}_placed`;
    await ctx.unit.execute(tenantSql`
      insert into account_hierarchy (tenant_id, changes) values (${TENANT}, 1)
      on conflict (tenant_id) do update set changes = account_hierarchy.changes + 1`);
    await session.staging(`create unlogged table ${placed} (row_number bigint primary key, id uuid, parent_id uuid, fresh boolean not null, level integer,
      code text, field text, value text) with (autovacuum_enabled = off)`);
    // Fresh tables have no statistics, and without them parents would be looked for row by row.
    await session.staging(`analyze ${batch.rows}`);
    await this.place(batch, placed);
    await session.staging(`analyze ${placed}`);
    await this.climb(batch, placed);
    const added = await this.add(batch, placed);
    const rejected = await this.refuse(batch, placed);
    await this.open(batch, placed);
    await this.limit(batch, placed);
    await session.staging(`drop table ${placed}`);
    return { added, rejected, created: { accounts: added } };
  }

  /** Decides about each row by itself: new, there already, there with other content, referring to what is not there. */
  private async place({ ctx, rows, ...batch }: Batch, placed: string): Promise<void> {
    const given = Object.entries(COMPARED).filter(([, field]) => batch.gives(field));
    const differs = join(
      given.map(([column]) => sql`${identifier(`a.${column}`)} is distinct from ${identifier(`s.${column}`)}`),
      ' or ',
      sql`false`,
    );
    const parentDiffers: Sql = batch.gives('parentExternalId')
      ? sql`p.external_id is distinct from s.parent_ref`
      : sql`false`;
    await ctx.unit.execute(tenantSql`
      insert into ${identifier(placed)} (row_number, id, parent_id, fresh, level, code, field, value)
      select s.row_number, coalesce(a.id, gen_random_uuid()), up.id, a.id is null and s.nth = 1, case when s.parent_ref is null or up.id is not null then 0 end,
        c.code, c.field, c.value
      from (select r.*, row_number() over same as nth, first_value(content) over same as first_content from ${identifier(rows)} r
        window same as (partition by ref order by row_number)) s
      left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.ref
      left join account p on p.tenant_id = ${TENANT}::uuid and p.id = a.parent_id
      left join account up on up.tenant_id = ${TENANT}::uuid and up.external_id = s.parent_ref and ${visibleAccount(ctx, 'up.id')}
      left join team t on t.tenant_id = ${TENANT}::uuid and t.name = s.team
      left join staff_member o on o.tenant_id = ${TENANT}::uuid and o.email_lower = s.owner_email and o.disabled_at is null
      left join lateral (values
        (0, 'UNKNOWN_ACCOUNT', 'externalId', s.ref, a.id is not null and not (${visibleAccount(ctx, 'a.id')})),
        (1, 'ROW_CHANGED', 'externalId', s.ref, case when a.id is null then s.content <> s.first_content else a.name <> s.name or ${differs} or ${parentDiffers} end),
        (2, 'UNKNOWN_TEAM', 'team', s.team, s.team is not null and t.id is null),
        (3, 'UNKNOWN_OWNER', 'ownerEmail', s.owner_email, s.owner_email is not null and o.id is null),
        (4, 'STAGE_NOT_ALLOWED', 'stage', s.stage, s.stage = any(${[...forbiddenOpenings(ctx)]}::text[])),
        (5, 'LIMIT_NOT_ALLOWED', 'creditLimit', s.limit_minor::text, s.limit_minor is not null and ${!hasPermission(ctx, 'receivable.write')}::boolean)) c (ordinal, code, field, value, holds) on c.holds
      order by s.row_number, c.ordinal
      on conflict (row_number) do nothing`);
  }

  /** Walks from the accounts whose parent is there (or who have none) down to their parts; what is not reached has no way up. */
  private async climb({ ctx, rows }: Batch, placed: string): Promise<void> {
    const [row, place] = [identifier(rows), identifier(placed)];
    for (let level = 1; ; level++) {
      const reached = await ctx.unit.execute(tenantSql`
        update ${place} p set level = ${level}::int, parent_id = above.id
        from ${row} r, ${row} a, ${place} above
        where r.row_number = p.row_number and p.fresh and p.code is null and p.level is null
          and a.ref = r.parent_ref and above.row_number = a.row_number and above.fresh and above.code is null and above.level = ${level - 1}::int
          and ${TENANT}::uuid is not null`);
      if (reached === 0) break;
    }
    const refused = sql`update ${place} p set field = 'parentExternalId', value = r.parent_ref`;
    const unreached = sql`from ${row} r where r.row_number = p.row_number and p.fresh and p.code is null and p.level is null`;
    for (;;) {
      // Each round finds the parts of those that were refused in the last one.
      const unknown = await ctx.unit.execute(tenantSql`
        ${refused}, code = 'UNKNOWN_PARENT' ${unreached} and ${TENANT}::uuid is not null and not exists (select 1 from ${row} a join ${place} above on above.row_number = a.row_number
          where a.ref = r.parent_ref and above.fresh and above.code is null)`);
      if (unknown === 0) break;
    }
    // Whatever is left has parents without end.
    await ctx.unit.execute(tenantSql`
      ${refused}, code = 'PARENT_CYCLE' ${unreached} and ${TENANT}::uuid is not null`);
    // The same row once more says what the first one said, and fares as it did.
    await ctx.unit.execute(tenantSql`
      update ${place} p set field = first.field, value = first.value, code = first.code
      from ${row} r, ${row} f, ${place} first
      where r.row_number = p.row_number and not p.fresh and p.code is null and f.ref = r.ref and first.row_number = f.row_number
        and first.fresh and first.code is not null and ${TENANT}::uuid is not null`);
  }

  private async add({ ctx, importId, rows }: Batch, placed: string): Promise<number> {
    const [row, place] = [identifier(rows), identifier(placed)];
    const added = await ctx.unit.execute(tenantSql`
      insert into account (tenant_id, id, external_id, name, name_lower, parent_id, country, region, city, industry, business_model, priority_class,
        postcode, size_class, complex_offering, owner_id, created_at, import_id)
      select ${TENANT}::uuid, p.id, r.ref, r.name, r.name_lower, p.parent_id, r.country, r.region, r.city, r.industry, r.business_model, r.priority_class,
        r.postcode, r.size_class, r.complex_offering, coalesce(o.id, ${ownerByDefault(ctx)}::uuid), ${ctx.now()}::timestamptz, ${importId}::uuid
      from ${place} p join ${row} r on r.row_number = p.row_number
      left join staff_member o on o.tenant_id = ${TENANT}::uuid and o.email_lower = r.owner_email
      where p.fresh and p.code is null order by p.level, p.row_number`);
    if (added === 0) return 0;
    await ctx.unit.execute(tenantSql`
      insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
      select ${TENANT}::uuid, id, id, 0 from ${place} where fresh and code is null`);
    for (let level = 0; ; level++) {
      // Each level hangs on the one above, whose ancestors are complete by then; level 0 on what was there before.
      const grafted = await ctx.unit.execute(tenantSql`
        insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
        select ${TENANT}::uuid, c.ancestor_id, p.id, c.depth + 1 from ${place} p
        join account_closure c on c.tenant_id = ${TENANT}::uuid and c.descendant_id = p.parent_id
        where p.fresh and p.code is null and p.level = ${level}::int and p.parent_id is not null`);
      if (grafted === 0 && level > 0) break;
    }
    await ctx.unit.execute(tenantSql`
      insert into account_team (tenant_id, account_id, team_id, since)
      select ${TENANT}::uuid, p.id, t.id, ${ctx.now()}::timestamptz from ${place} p join ${row} r on r.row_number = p.row_number
      join team t on t.tenant_id = ${TENANT}::uuid and t.name = r.team where p.fresh and p.code is null`);
    await ctx.unit.execute(tenantSql`
      insert into import_account as t (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, id, 1 from ${place} where fresh and code is null`);
    return added;
  }

  private async refuse(batch: Batch, placed: string): Promise<number> {
    const headings = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, batch.heading(field)]));
    return batch.ctx.unit.execute(tenantSql`
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${batch.importId}::uuid, row_number, 0, ${JSON.stringify(headings)}::jsonb->>field, code, value,
        ${JSON.stringify(MESSAGES)}::jsonb->>code from ${identifier(placed)} where code is not null`);
  }

  /** Opens the stage of accounts that have none yet, also of those that were there already. */
  private async open({ ctx, importId, rows, gives }: Batch, placed: string): Promise<void> {
    if (!gives('stage')) return;
    const opening = await ctx.unit.query<{ id: string; stage: Stage }>(tenantSql`
      select distinct on (p.id) p.id, r.stage from ${identifier(placed)} p join ${identifier(rows)} r on r.row_number = p.row_number
      where p.code is null and r.stage is not null and ${TENANT}::uuid is not null order by p.id, p.row_number`);
    // A second row of the same account has an id of its own that no account has; it says what the first one said.
    const present = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from account where tenant_id = ${TENANT} and id = any(${opening.map(({ id }) => id)}::uuid[])`);
    const ids = new Set(present.map(({ id }) => id));
    await openingStages.open(
      ctx,
      importId,
      opening.filter(({ id }) => ids.has(id)).map(({ id, stage }) => ({ accountId: id, stage })),
    );
  }

  /** Gives accounts their first credit limit, also those that were there already. */
  private async limit({ ctx, importId, currency, rows, gives }: Batch, placed: string): Promise<void> {
    if (!gives('creditLimit')) return;
    // A second row of the same account has an id of its own that no account has; it says what the first one said.
    const wanted = sql`
      select distinct on (a.id) a.id as account_id, r.limit_minor from ${identifier(placed)} p join ${identifier(rows)} r on r.row_number = p.row_number
      join account a on a.tenant_id = ${TENANT}::uuid and a.id = p.id where p.code is null and r.limit_minor is not null order by a.id, p.row_number`;
    await openCreditLimits(ctx, importId, currency, wanted);
  }

  async withdraw({ ctx, importId }: Withdrawal): Promise<readonly ErrorReason[]> {
    const moved = await openingStages.withdraw(ctx, importId);
    const limited = await withdrawCreditLimits(ctx, importId);
    return [
      ...(moved > 0 ? [{ code: 'STAGE_HISTORY_DEPENDS', count: moved }] : []),
      ...(limited > 0 ? [{ code: 'CREDIT_LIMIT_DEPENDS', count: limited }] : []),
    ];
  }
}

const MESSAGES = {
  UNKNOWN_ACCOUNT: 'There is no such account.',
  ROW_CHANGED: 'This account is there already with other content; imports only add.',
  UNKNOWN_TEAM: 'There is no such team.',
  UNKNOWN_OWNER: 'Nobody of the staff signs in with this address.',
  UNKNOWN_PARENT: 'There is no such account, here or in this file.',
  LIMIT_NOT_ALLOWED: 'Setting credit limits needs receivable.write.',
  STAGE_NOT_ALLOWED: 'Opening an account there passes gates by, which needs the right to approve stages.',
  PARENT_CYCLE: 'Following the parents from here leads round in a circle.',
};
