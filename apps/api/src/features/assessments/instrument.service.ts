import {
  type AssessmentInstrument,
  INSTRUMENT_V1,
  type InstrumentReference,
  type InstrumentWording,
  isSameInstrument,
  type ItemWording,
  reviseInstrument,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid, NotFound } from '../../platform/errors/domain-error.js';
import { line, note } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { InstrumentChanged, InstrumentInvalid } from './assessment.errors.js';
import type { ReviseAssessmentInstrumentInput } from './instrument.types.js';

/** Code of a tenant's own questionnaires; versions of ours could otherwise meet theirs. */
const OWN = 'OWN';

/** Versions shown at most; nobody revises a questionnaire every month. */
const MOST_SHOWN = 100;

/** One version of a questionnaire, and who made it. */
export interface StoredInstrument {
  readonly instrument: AssessmentInstrument;
  /** Null throughout for the one that comes with Mortise. */
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
  readonly note: string | null;
}

interface InstrumentRow {
  document: AssessmentInstrument;
  created_at: Date;
  created_by: string;
  note: string;
}

const BUILT_IN: StoredInstrument = { instrument: INSTRUMENT_V1, createdAt: null, createdBy: null, note: null };

const reviseInput = z.object({
  note: note(2_000),
  expectedCode: z.string().max(40),
  expectedVersion: z.int(),
  wording: z
    .array(
      z.object({
        language: z.enum(LOCALES),
        item: line(60),
        question: line(500),
        anchors: z.array(line(500)).length(4),
      }),
    )
    .min(1)
    .max(200),
});

/** Questionnaires of a tenant: the one that comes with Mortise, and its own versions, of which the newest is asked. */
@Injectable()
export class InstrumentService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async current(ctx: RequestContext): Promise<AssessmentInstrument> {
    return (await this.own(ctx, 1))[0]?.instrument ?? INSTRUMENT_V1;
  }

  /** All versions, the newest first; ours is the last. */
  async all(ctx: RequestContext): Promise<readonly StoredInstrument[]> {
    return [...(await this.own(ctx, MOST_SHOWN)), BUILT_IN];
  }

  /** One version, the one asked now unless told. @throws NotFound */
  async one(ctx: RequestContext, { code, version }: Partial<InstrumentReference>): Promise<StoredInstrument> {
    if (code === undefined || version === undefined) return (await this.own(ctx, 1))[0] ?? BUILT_IN;
    if (isSameInstrument(INSTRUMENT_V1, { code, version })) return BUILT_IN;
    const row = await ctx.unit.first<InstrumentRow>(tenantSql`
      select document, created_at, created_by, note from assessment_instrument
      where tenant_id = ${TENANT} and code = ${code} and version = ${version}::int`);
    if (!row) throw new NotFound('Questionnaire');
    return storedOf(row);
  }

  /** Stable, so that sibling rounds share it. */
  readonly byReference = async (
    ctx: RequestContext,
    references: readonly string[],
  ): Promise<ReadonlyMap<string, StoredInstrument>> => {
    const found = new Map<string, StoredInstrument>();
    // Tenants have a handful of versions in use.
    for (const reference of references) {
      const [code = '', version = ''] = reference.split('/');
      found.set(reference, await this.one(ctx, { code, version: Number(version) }));
    }
    return found;
  };

  /**
   * Rewords questions and answers: a new version, which rounds opened from now on ask.
   * @throws InputInvalid, InstrumentChanged, InstrumentInvalid
   */
  async revise(ctx: RequestContext, input: ReviseAssessmentInstrumentInput): Promise<StoredInstrument> {
    const { note: why, expectedCode, expectedVersion, wording } = parseInput(reviseInput, input);
    const base = await this.current(ctx);
    if (!isSameInstrument(base, { code: expectedCode, version: expectedVersion })) throw new InstrumentChanged();
    const revision = reviseInstrument(base, { code: OWN, wording: reworded(base, wording) });
    if (!revision.ok) throw new InstrumentInvalid(revision.reasons);
    const { instrument } = revision;
    const inserted = await ctx.unit.execute(tenantSql`
      insert into assessment_instrument (tenant_id, code, version, document, created_at, created_by, note)
      values (${TENANT}, ${instrument.code}, ${instrument.version}, ${JSON.stringify(instrument)}::jsonb, ${ctx.now()}, ${ctx.actor}, ${why})
      on conflict do nothing`);
    if (inserted === 0) throw new InstrumentChanged();
    await this.audit.record(ctx, {
      ...{ action: 'revised', entity: 'assessment-instrument', entityId: `${instrument.code}/${instrument.version}` },
      detail: { note: why, items: wording.map(({ language, item }) => ({ language, item })) },
    });
    return { instrument, createdAt: ctx.now(), createdBy: ctx.actor, note: why };
  }

  private async own(ctx: RequestContext, count: number): Promise<readonly StoredInstrument[]> {
    const rows = await ctx.unit.query<InstrumentRow>(tenantSql`
      select document, created_at, created_by, note from assessment_instrument
      where tenant_id = ${TENANT} and code = ${OWN} order by version desc limit ${count}::int`);
    return rows.map(storedOf);
  }
}

function storedOf({ document, created_at, created_by, note: why }: InstrumentRow): StoredInstrument {
  return { instrument: document, createdAt: created_at, createdBy: created_by, note: why };
}

/** The wording with some of it replaced; a question that the form does not ask is a fault. */
function reworded(
  base: AssessmentInstrument,
  changes: z.output<typeof reviseInput>['wording'],
): AssessmentInstrument['wording'] {
  const unknown = changes.flatMap(({ item }, at) => {
    if (base.forms.FULL.items.includes(item)) return [];
    return [{ path: ['input', 'wording', at, 'item'], code: 'UNKNOWN_ITEM', message: 'is not asked' }];
  });
  if (unknown.length > 0) throw new InputInvalid(unknown);
  const wording: Record<string, Record<string, ItemWording>> = Object.fromEntries(
    Object.entries<InstrumentWording>(base.wording).map(([language, items]) => [language, { ...items }]),
  );
  for (const { language, item, question, anchors } of changes) {
    const items = (wording[language] ??= {});
    items[item] = { question, anchors: anchors as unknown as ItemWording['anchors'] };
  }
  return wording;
}
