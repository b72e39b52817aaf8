import { FOLLOW_UP_TEXTS } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql } from '../../platform/database/tenant-sql.js';
import type { RowRef } from '../../platform/graphql/read-engine/read-model.js';

/** What is to be done, in the reader's language; a row has kind, on_day and subject. */
export function followUpText(row: RowRef, { locale }: Pick<RequestContext, 'locale'>): Sql {
  const { CALL_BACK, SEASON } = FOLLOW_UP_TEXTS;
  return sql`replace(replace(case ${row('kind')} when 'CALL_BACK' then ${CALL_BACK[locale]}::text else ${SEASON[locale]}::text end,
    '{day}', to_char(${row('on_day')}, 'YYYY-MM-DD')), '{season}', coalesce(${row('subject')}, ''))`;
}
