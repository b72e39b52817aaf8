import {
  type BusinessFunction,
  LEDGER_KINDS,
  LEDGER_WRITERS,
  type LedgerKind,
  type LedgerWriter,
} from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { LedgerWriterNotAllowed } from './ledger.errors.js';
import { writersOf } from './ledger.writers.js';

/** In which capacities the caller writes; Mortise itself in all of them. */
export async function writersOfCaller(ctx: RequestContext): Promise<readonly LedgerWriter[]> {
  if (ctx.principal.kind === 'SYSTEM') return LEDGER_WRITERS;
  const { role, staffId } = ctx.staff;
  const row = await ctx.unit.first<{ function: BusinessFunction }>(tenantSql`
    select d.function from staff_member s join department d on d.tenant_id = ${TENANT}::uuid and d.id = s.department_id
    where s.tenant_id = ${TENANT}::uuid and s.id = ${staffId}::uuid`);
  return writersOf(role, row?.function ?? null);
}

/** The capacity in which the caller writes a kind. @throws LedgerWriterNotAllowed */
export async function demandWriter(ctx: RequestContext, kind: LedgerKind): Promise<LedgerWriter> {
  const writers: readonly LedgerWriter[] = LEDGER_KINDS[kind].writers;
  const found = (await writersOfCaller(ctx)).find((writer) => writers.includes(writer));
  if (found === undefined) throw new LedgerWriterNotAllowed(kind, writers);
  return found;
}
