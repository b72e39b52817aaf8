import { addMonths, dateOfEpochDay, dateOfInstant, epochDay, type IsoDate, monthOf } from '@mortise/domain';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { AlertDetectionService } from '../alerts/alert-detection.service.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { EvaluationService } from '../evaluation/evaluation.service.js';
import { readImportOptions } from '../imports/import-options.js';
import { ImportRunService } from '../imports/import-run.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { DEMO_ACCOUNTS } from './demo-accounts.data.js';
import { actingAs, DemoDirectory, type Take, takeFrom } from './demo-actors.js';
import { assessRelationships } from './demo-assessments.js';
import { writeAdvisories } from './demo-advisories.js';
import { giveGifts, verifyTriggers } from './demo-gifts.js';
import { fileComplaints } from './demo-complaints.js';
import { playHistory } from './demo-history.js';
import { createOrganisation } from './demo-organisation.js';
import { tellPlan } from './demo-plan.js';
import { tellRelationship } from './demo-relationship.js';
import { issueReview } from './demo-reviews.js';
import { demoSummary } from './demo-summary.js';
import { demoDeliveries, earlierDeliveries } from './demo-deliveries.js';
import { askForFollowUps } from './demo-follow-ups.js';
import { demoLedger } from './demo-ledger.js';
import { demoRebates, rebateCreditNote, settleRebate } from './demo-rebates.js';
import { CREDIT_NOTE_FIELDS, demoReceivables, setCreditLimits } from './demo-receivables.js';
import type { ImportKindName } from '../imports/import-kind.js';
import { demoCampaigns } from './demo-promotions.js';
import { type DemoFiles, demoFiles, TRADE_MONTHS } from './demo-trade.js';
import { DEMO_NINGBO, ningboTrade } from './demo-ningbo.data.js';
import { prepareWebhooks } from './demo-webhooks.js';
import { DEMO_TENANT } from './demo.data.js';

/**
 * Makes sure that the demo tenant is there, and tells where everything is and whom to sign in as. Can be called at every
 * start: what is done stays as it is, and what a killed process left undone is taken up where it was.
 * @returns lines to print
 */
export async function ensureDemoTenant(app: INestApplicationContext): Promise<string[]> {
  const take = takeFrom(app);
  const config = app.get<Config>(CONFIG, { strict: false });
  const tenantId = await ensureTenant(config.database.adminUrl);
  const contexts = take(ContextFactory);
  const today = await contexts.asSystem(tenantId, 'demo', (ctx) =>
    ctx.transaction(async () => {
      const day = await progress(ctx, 'demo.organisation');
      if (day !== null) return dateOfEpochDay(day);
      const now = dateOfInstant(ctx.now().toISOString());
      await createOrganisation(ctx, take, now);
      await advance(ctx, 'demo.organisation', epochDay(now));
      return now;
    }),
  );
  await contexts.asSystem(tenantId, 'demo', (ctx) =>
    ctx.transaction(async () => {
      if ((await progress(ctx, 'demo.story')) !== null) return;
      await tellStory(ctx, take, today);
      await advance(ctx, 'demo.story', epochDay(today));
    }),
  );
  return demoSummary(config.publicUrl);
}

/**
 * Tenants are nobody's data: only the administrator's own connection may add one. The counter that marks the tenant as
 * the demo's comes with it, in one statement.
 * @throws DomainError DEMO_SLUG_TAKEN when another tenant has the demo's name in addresses
 */
async function ensureTenant(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { slug, name, currency, country, timeZone } = DEMO_TENANT;
    await client.query(
      `with added as (
         insert into mortise.tenant (id, slug, name, currency, country, time_zone) values ($1, $2, $3, $4, $5, $6)
         on conflict (slug) do nothing returning id)
       insert into mortise.counter (tenant_id, name, value) select id, 'demo.tenant', 0 from added`,
      [uuidv7(), slug, name, currency, country, timeZone],
    );
    const { rows } = await client.query<{ id: string; ours: boolean }>(
      `select t.id, exists (select 1 from mortise.counter c where c.tenant_id = t.id and c.name like 'demo.%') as ours
       from mortise.tenant t where t.slug = $1`,
      [slug],
    );
    const { id, ours } = rows[0] as { id: string; ours: boolean };
    if (ours) return id;
    const advice = `A tenant "${slug}" that is not the demo's is there already; start with MORTISE_DEMO=0.`;
    throw new DomainError('CONFLICT', 'DEMO_SLUG_TAKEN', advice);
  } finally {
    await client.end();
  }
}

async function tellStory(ctx: RequestContext, take: Take, today: IsoDate): Promise<void> {
  // The evaluation that follows an import waits here: it must not propose before the past has been told.
  await ctx.unit.execute(tenantSql`select 1 from account where tenant_id = ${TENANT} order by id for no key update`);
  const directory = await DemoDirectory.read(ctx);
  const { orderLines, wallets, costsToServe } = demoFiles(DEMO_ACCOUNTS, today);
  const { promotions, uptakes, financials } = demoCampaigns(today);
  const earlier = earlierTrade(today);
  await importFile(ctx, take, 'promotions', promotions);
  await importFile(ctx, take, 'wallets', together(earlier.wallets, wallets));
  await importFile(ctx, take, 'order-lines', together(earlier.orderLines, orderLines));
  await importFile(ctx, take, 'costs-to-serve', together(earlier.costsToServe, costsToServe));
  await importFile(ctx, take, 'promotion-uptakes', uptakes);
  await importFile(ctx, take, 'customer-financials', financials);
  const deliveries = together(earlierDeliveries(earlier.orderLines), demoDeliveries(orderLines, today));
  await importFile(ctx, take, 'deliveries', deliveries);
  const { invoices, payments, creditNotes } = demoReceivables(DEMO_ACCOUNTS, orderLines, today);
  await importFile(ctx, take, 'invoices', invoices);
  await importFile(ctx, take, 'payments', payments);
  const credits = [CREDIT_NOTE_FIELDS, ...creditNotes, rebateCreditNote(today), ''];
  await importFile(ctx, take, 'credit-notes', credits.join('\n'));
  await importFile(ctx, take, 'rebate-agreements', demoRebates(today));
  await settleRebate(ctx, take, directory, today);
  for (const [kind, text] of demoLedger(today)) await importFile(ctx, take, kind, text);
  await setCreditLimits(ctx, take, directory, DEMO_ACCOUNTS);
  await tellRelationship(ctx, take, directory, today);
  await assessRelationships(ctx, take, directory, today);
  // After what the gates measure.
  await playHistory(ctx, take, directory, today);
  await tellPlan(ctx, take, directory, today);
  await fileComplaints(ctx, take, directory, today);
  await evaluateAll(ctx, take, directory, today);
  for (const { contacts = [] } of DEMO_ACCOUNTS) {
    for (const { key } of contacts.filter(({ invited }) => invited)) {
      await take(MagicLinkService).invite(ctx, { accountContactId: directory.contact(key).id });
    }
  }
  await writeAdvisories(ctx, take, directory, today);
  await askForFollowUps(ctx, take, directory, today);
  await issueReview(ctx, take, directory, today);
  await giveGifts(ctx, take, directory, today);
  await verifyTriggers(ctx, take, directory, today);
  await prepareWebhooks(ctx, take, directory);
  // The runs after the imports did not know the stages yet.
  await take(Outbox).publish(ctx, 'value.compute', {});
}

/** The trade with the refinery before the years that are told of all accounts. */
function earlierTrade(today: IsoDate): DemoFiles {
  const until: IsoDate = `${addMonths(monthOf(today), -TRADE_MONTHS)}-01`;
  const { trade, months } = ningboTrade(until);
  return demoFiles([{ key: DEMO_NINGBO.key, trade }], until, { months, promotions: false });
}

/** Two files with the same heading as one. */
function together(first: string, second: string): string {
  return first + second.slice(second.indexOf('\n') + 1);
}

async function importFile(ctx: RequestContext, take: Take, kind: ImportKindName, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const file = {
    content: Readable.from([bytes]),
    format: 'DELIMITED',
    gzip: false,
    totalBytes: bytes.length,
    name: `${kind}.csv`,
  } as const;
  const { counts } = await take(ImportRunService).run(ctx, kind, readImportOptions({}), file);
  if (counts.rejected > 0) throw new Error(`The demo's ${kind} do not fit: ${counts.rejected} rows rejected.`);
}

async function evaluateAll(ctx: RequestContext, take: Take, directory: DemoDirectory, today: IsoDate): Promise<void> {
  const evaluation = actingAs(ctx, { kind: 'SYSTEM', name: 'evaluation' }, ctx.now());
  const policy = await take(PolicyService).current(evaluation);
  const alerts = await take(AlertDetectionService).advance(evaluation, policy, today);
  const accounts = DEMO_ACCOUNTS.map(({ key }) => directory.account(key));
  await take(EvaluationService).evaluate(evaluation, accounts, { asOf: today, standingOn: today, policy, alerts });
}

/** The day, counted from 1970-01-01, for which a part of the demo was made; null while it is not. */
async function progress(ctx: RequestContext, part: string): Promise<number | null> {
  const row = await ctx.unit.first<{ value: string }>(
    tenantSql`select value from counter where tenant_id = ${TENANT} and name = ${part} for update`,
  );
  return row ? Number(row.value) : null;
}

async function advance(ctx: RequestContext, part: string, day: number): Promise<void> {
  await ctx.unit.execute(tenantSql`insert into counter (tenant_id, name, value) values (${TENANT}, ${part}, ${day})`);
}
