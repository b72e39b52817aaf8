import { addMonthsToDate, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AccountService } from '../accounts/account.service.js';
import { ContactService } from '../contacts/contact.service.js';
import { DepartmentService } from '../departments/department.service.js';
import { ProductCategoryService } from '../products/product-category.service.js';
import { ProductService } from '../products/product.service.js';
import { StageService } from '../stages/stage.service.js';
import { StaffService } from '../staff/staff.service.js';
import { TeamService } from '../teams/team.service.js';
import { DEMO_ACCOUNTS } from './demo-accounts.data.js';
import { actingAs, type Take } from './demo-actors.js';
import {
  DEMO_CATEGORIES,
  DEMO_DEPARTMENTS,
  DEMO_PASSWORD,
  DEMO_STAFF,
  DEMO_TEAMS,
  DEMO_TENANT,
  type DemoAccount,
} from './demo.data.js';
import { demoProducts } from './demo-trade.js';

/** Address of a demo member of staff. */
export const staffEmail = (key: string): string => `${key}@${DEMO_TENANT.slug}.example`;
/** Address of a demo buyer. */
export const buyerEmail = (contact: string, account: string): string => `${contact}@${account.toLowerCase()}.example`;

/** Creates people, teams, products, accounts and contacts as of three years before `today`, in the caller's transaction. */
export async function createOrganisation(ctx: RequestContext, take: Take, today: IsoDate): Promise<void> {
  const past = actingAs(ctx, ctx.principal, new Date(`${addMonthsToDate(today, -36)}T08:00:00.000Z`));
  const staff = await createStaff(past, take);
  for (const each of DEMO_DEPARTMENTS) await take(DepartmentService).create(past, each);
  await createProducts(past, take);
  const accounts = await createAccounts(past, take, staff);
  await createTeams(past, take, staff, accounts);
}

async function createStaff(ctx: RequestContext, take: Take): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, name, role } of DEMO_STAFF) {
    const { id } = await take(StaffService).create(ctx, {
      name,
      role,
      email: staffEmail(key),
      password: DEMO_PASSWORD,
    });
    ids.set(key, id);
  }
  return ids;
}

async function createProducts(ctx: RequestContext, take: Take): Promise<void> {
  const categories = new Map<string, string>();
  for (const { key, name } of DEMO_CATEGORIES) {
    categories.set(key, (await take(ProductCategoryService).create(ctx, { externalId: key, name })).id);
  }
  for (const { externalId, name, category } of demoProducts()) {
    await take(ProductService).create(ctx, {
      externalId,
      name,
      categoryId: categories.get(category) as string,
      unit: 'pcs',
    });
  }
}

async function createAccounts(
  ctx: RequestContext,
  take: Take,
  staff: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const account of DEMO_ACCOUNTS) {
    const { key, name, country, city, industry, parent, owner, target, simpleOffering = false } = account;
    const opened = since(ctx, account);
    const { id } = await take(AccountService).create(opened, {
      ...{ externalId: key, name, country, city, industry, complexOffering: !simpleOffering },
      ...{
        ownerId: staff.get(owner) ?? null,
        parentId: parent ? (ids.get(parent) ?? null) : null,
        targetStage: target ?? null,
      },
    });
    ids.set(key, id);
    if (account.opening)
      await take(StageService).open(opened, {
        accountId: id,
        stage: account.opening,
        note: account.openingNote ?? 'As it stood when Mortise was introduced.',
      });
    await createContacts(ctx, take, account, id);
  }
  return ids;
}

/** At the time from which on something is told, where it has one of its own. */
function since(ctx: RequestContext, { since: day }: { readonly since?: IsoDate }): RequestContext {
  return day === undefined ? ctx : actingAs(ctx, ctx.principal, new Date(`${day}T01:00:00.000Z`));
}

async function createContacts(
  ctx: RequestContext,
  take: Take,
  { key: account, contacts = [] }: DemoAccount,
  accountId: string,
): Promise<void> {
  for (const contact of contacts) {
    const { key, name, title, tier, roles, strength, language = 'en' } = contact;
    await take(ContactService).create(since(ctx, contact), {
      ...{ externalId: key, name, title, language, email: buyerEmail(key, account) },
      link: { accountId, tier, roles: [...roles], relationStrength: strength },
    });
  }
}

async function createTeams(
  ctx: RequestContext,
  take: Take,
  staff: ReadonlyMap<string, string>,
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { name, members } of DEMO_TEAMS) {
    const team = await take(TeamService).create(ctx, { name });
    for (const member of members) await take(TeamService).addMember(ctx, team.id, staff.get(member) as string);
    // Parts of a group come with the group.
    for (const account of DEMO_ACCOUNTS.filter((each) => each.team === name && !each.parent)) {
      await take(TeamService).assign(ctx, team.id, accounts.get(account.key) as string);
    }
  }
}
