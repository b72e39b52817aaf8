import { isWithinHours } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isTimeZone } from '../../platform/context/zones.js';
import { Audit } from '../../platform/audit/audit.js';
import { LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { InputInvalid, NotFound } from '../../platform/errors/domain-error.js';
import { given } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { ACCOUNT_SCOPES, DIGESTS, NOTICE_TOPICS, WEEKDAYS } from './notification.enums.js';
import { PreferenceStore } from './preference.store.js';
import type { NotificationPreferences, UpdateNotificationPreferencesInput } from './preference.types.js';
import { type Preferences, quietHours, type Recipient } from './preferences.js';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM, 00:00 to 23:59');

/** Each code once, in the order of the list. */
const someOf = <C extends string>(codes: readonly [C, ...C[]]) =>
  z.array(z.enum(codes)).transform((chosen) => codes.filter((code) => (chosen as string[]).includes(code)));

const updateInput = z.object({
  digest: z.enum(DIGESTS).nullish(),
  sendHour: z.int().min(0).max(23).nullish(),
  weekdays: someOf(WEEKDAYS)
    .refine((days) => days.length > 0, 'needs a day at least')
    .nullish(),
  quietHours: z
    .object({ from: time, to: time })
    .refine(({ from, to }) => from !== to, 'must end at another time than they begin')
    .nullish(),
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin').nullish(),
  locale: z.enum(LOCALES).nullish(),
  topics: someOf(NOTICE_TOPICS).nullish(),
  mailAccounts: z.enum(ACCOUNT_SCOPES).nullish(),
  digestAccounts: z.enum(ACCOUNT_SCOPES).nullish(),
});

/** What a member of staff wants to hear, as he or she sets it. */
@Injectable()
export class PreferenceService {
  constructor(
    @Inject(PreferenceStore) private readonly preferences: PreferenceStore,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async mine(ctx: RequestContext): Promise<NotificationPreferences> {
    return view(await this.me(ctx));
  }

  /** @throws InputInvalid */
  async updateMine(ctx: RequestContext, input: UpdateNotificationPreferencesInput): Promise<NotificationPreferences> {
    const { quietHours: quiet, timeZone, locale, ...rest } = parseInput(updateInput, input);
    const { staffId } = ctx.staff;
    const before = (await this.preferences.lock(ctx, staffId))?.preferences;
    if (!before) throw new NotFound('Staff member');
    const after: Preferences = {
      ...before,
      // Null clears what has a default of its own; of everything else it means the same as leaving it out.
      ...given({ timeZone, locale }),
      ...(quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
      ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null)) as Partial<Preferences>),
    };
    checkTogether(after);
    await this.preferences.save(ctx, staffId, after);
    await this.audit.record(ctx, {
      action: 'notification-preferences-changed',
      entity: 'staff',
      entityId: staffId,
      detail: { ...after },
    });
    return this.mine(ctx);
  }

  private async me(ctx: RequestContext): Promise<Recipient> {
    const found = await this.preferences.find(ctx, ctx.staff.staffId);
    if (!found) throw new NotFound('Staff member');
    return found;
  }
}

/** What each rule allows by itself may still not go together. */
function checkTogether(preferences: Preferences): void {
  const { digest, weekdays, sendHour } = preferences;
  const quiet = quietHours(preferences);
  if (digest === 'WEEKLY' && weekdays.length !== 1) {
    throw refused('weekdays', 'ONE_WEEKDAY', 'A weekly digest comes on exactly one day.');
  }
  if (digest !== 'NONE' && quiet !== null && isWithinHours(sendHour * 60, quiet)) {
    throw refused('sendHour', 'IN_QUIET_HOURS', 'The digest cannot be sent in the quiet hours.');
  }
}

function refused(field: string, code: string, message: string): InputInvalid {
  return new InputInvalid([{ path: ['input', field], code, message }]);
}

function view({ preferences, locale, timeZone }: Recipient): NotificationPreferences {
  const { quietFrom, quietTo, ...rest } = preferences;
  const quiet = quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
  return { ...rest, quietHours: quiet, locale, timeZone };
}
