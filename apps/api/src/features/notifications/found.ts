import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import type { NoticeItem } from './notice.items.js';

/** The first few items, and how many there are. */
export interface Found {
  readonly items: readonly NoticeItem[];
  readonly total: number;
}

export const NOTHING: Found = { items: [], total: 0 };

/** What every statement says that finds something to tell. */
export interface Counted {
  account: string;
  /** Of all rows, as `count(*) over ()` tells it. */
  total: string;
}

export function found<R extends Counted>(rows: readonly R[], item: (row: R) => NoticeItem): Found {
  return { items: rows.map(item), total: Number(rows[0]?.total ?? 0) };
}

/** Condition that holds for these rows, or for all where none are named. */
export function among(id: Sql, ids: readonly string[] | undefined): Sql {
  return ids === undefined ? sql`true` : sql`${id} = any(${ids}::uuid[])`;
}
