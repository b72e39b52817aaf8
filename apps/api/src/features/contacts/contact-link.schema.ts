import { DMU_ROLES, RELATION_STRENGTH, STANCES, TIERS } from '@mortise/domain';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { day, note, rowId } from '../../platform/errors/input-schemas.js';
import type { AccountContact } from './account-contact.entity.js';
import { StanceEvidenceRequired } from './contact.errors.js';

const stanceInput = z.object({ stance: z.enum(STANCES), evidence: note(2_000).nullish(), at: day.nullish() });

/** A new link. */
export const linkInput = z.object({
  accountId: rowId,
  departmentId: rowId.nullish(),
  tier: z.enum(TIERS).nullish(),
  validFrom: day.nullish(),
  validTo: day.nullish(),
  roles: z.array(z.enum(DMU_ROLES)).nullish(),
  influenceWeight: z.number().min(0).max(1).nullish(),
  stance: stanceInput.nullish(),
  coach: z.boolean().nullish(),
  relationStrength: z.int().min(RELATION_STRENGTH.min).max(RELATION_STRENGTH.max).nullish(),
  counterpartId: rowId.nullish(),
});
export const updateLinkInput = linkInput.omit({ accountId: true });
export type NewLink = z.output<typeof linkInput>;
export type LinkValues = Partial<z.output<typeof linkInput>>;

/** A link of which nothing is said. */
export const NOTHING_SAID = {
  validFrom: null,
  departmentId: null,
  tier: null,
  validTo: null,
  roles: null,
  influenceWeight: null,
  stance: null,
  coach: null,
  relationStrength: null,
  counterpartId: null,
} as const;

/**
 * What was said as columns, null becoming the default.
 * @param at where the values stand in the input, for errors
 * @throws StanceEvidenceRequired for a stance that nothing shows
 */
export function linkColumns(ctx: RequestContext, values: LinkValues, at: readonly string[]): Partial<AccountContact> {
  const { departmentId, tier, validFrom, validTo, roles, influenceWeight, stance, coach, relationStrength } = values;
  if (stance && stance.stance !== 'NEUTRAL' && stance.evidence == null) throw new StanceEvidenceRequired(at);
  return {
    ...(departmentId === undefined ? {} : { departmentId }),
    ...(tier === undefined ? {} : { tier: tier ?? 'WORKING' }),
    ...(validFrom === undefined ? {} : { validFrom: validFrom ?? todayOf(ctx) }),
    ...(validTo === undefined ? {} : { validTo }),
    ...(roles === undefined ? {} : { roles: [...new Set(roles)] }),
    ...(influenceWeight === undefined ? {} : { influenceWeight }),
    ...(coach === undefined ? {} : { coach: coach ?? false }),
    ...(relationStrength === undefined ? {} : { relationStrength: relationStrength ?? 0 }),
    ...(values.counterpartId === undefined ? {} : { counterpartId: values.counterpartId }),
    ...(stance === undefined ? {} : stanceColumns(ctx, stance)),
  };
}

function stanceColumns(ctx: RequestContext, stance: LinkValues['stance']): Partial<AccountContact> {
  if (!stance) return { stance: 'NEUTRAL', stanceEvidence: null, stanceAt: null };
  return { stance: stance.stance, stanceEvidence: stance.evidence ?? null, stanceAt: stance.at ?? todayOf(ctx) };
}
