import type { SignalKind } from '@mortise/domain';
import { sql } from '../../platform/database/tenant-sql.js';
import {
  computed,
  embedded,
  extendReadModel,
  list,
  one,
  type Order,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

const part = (kind: SignalKind) =>
  embedded((why) => ({ explanation: why('explanation') }), { present: (why) => sql`${why('kind')} = ${kind}` });

const day = (name: string) => computed((why) => sql`(${why('explanation')} ->> ${name})::date`);
const figure = (name: string) => computed((why) => sql`(${why('explanation')} ->> ${name})::float8`);

const AS_STORED: Order = { keys: [{ by: 'ordinality', type: 'bigint' }] };

const entry = one({
  where: (sign, found) => sql`${found('id')} = ${sign('entry_id')}`,
  permission: 'ledger.read',
  // The signal is seen by whoever sees its account, and so are the account's entries.
  implied: true,
});

/** How the reasons of signals that come of touches are read. */
export const TOUCH_SIGNAL_READS = [
  extendReadModel('SignalWhy', {
    contactSilence: part('CONTACT_SILENCE'),
    toneDrop: part('TONE_DROP'),
    slowReplies: part('SLOW_REPLIES'),
  }),
  readModel('ContactSilenceWhy', {
    fields: {
      tiers: list({
        from: (why) => sql`
          select t.tier, t.state, t."lastContact" as last_contact, t.days, t."cadenceDays" as cadence_days, t."entryId" as entry_id, t.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'tiers') as (tier text, state text, "lastContact" date, days integer,
            "cadenceDays" float8, "entryId" uuid)) with ordinality as t`,
        order: AS_STORED,
      }),
    },
  }),
  readModel('TierSilenceSign', { fields: { entry } }),
  readModel('ToneDropWhy', {
    fields: {
      from: day('from'),
      usualTone: figure('usualTone'),
      inviteBy: day('inviteBy'),
      signs: computed((why) => sql`array(select jsonb_array_elements_text(${why('explanation')} -> 'signs'))`),
      ratings: list({
        from: (why) => sql`
          select r.on, r.tone, r.z, r.drop, r."entryId" as entry_id, r.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'ratings') as ("on" date, tone integer, z float8, drop boolean, "entryId" uuid))
            with ordinality as r`,
        order: AS_STORED,
      }),
    },
  }),
  readModel('ToneSign', { fields: { entry } }),
  readModel('SlowRepliesWhy', {
    fields: {
      from: day('from'),
      usualHours: figure('usualHours'),
      recentHours: figure('recentHours'),
      growth: figure('growth'),
      replies: list({
        from: (why) => sql`
          select r.on, r.hours, r."entryId" as entry_id, r.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'replies') as ("on" date, hours float8, "entryId" uuid)) with ordinality as r`,
        order: AS_STORED,
      }),
    },
  }),
  readModel('ReplySign', { fields: { entry } }),
];
