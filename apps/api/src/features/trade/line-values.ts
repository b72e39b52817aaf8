import { sql } from '../../platform/database/tenant-sql.js';

/**
 * What roll-ups keep of list prices and costs: the sum of each, and the net sales of the lines that tell it. A discount is
 * `listed_minor` less `list_minor`, a margin `costed_minor` less `cost_minor`; what the other lines would give is not known.
 */
export const VALUES = sql`list_minor, listed_minor, cost_minor, costed_minor`;

/** The values of a group of lines. */
export const VALUE_SUMS = sql`coalesce(sum(list_minor), 0)::bigint as list_minor, coalesce(sum(net_minor) filter (where list_minor is not null), 0)::bigint as listed_minor,
        coalesce(sum(cost_minor), 0)::bigint as cost_minor, coalesce(sum(net_minor) filter (where cost_minor is not null), 0)::bigint as costed_minor`;

/** The same where no line tells any. */
export const NO_VALUES = sql`0::bigint as list_minor, 0::bigint as listed_minor, 0::bigint as cost_minor, 0::bigint as costed_minor`;

/** The values of a group of groups. */
export const SUMS_OF_VALUES = sql`sum(list_minor)::bigint as list_minor, sum(listed_minor)::bigint as listed_minor, sum(cost_minor)::bigint as cost_minor,
        sum(costed_minor)::bigint as costed_minor`;

/** Adds the values of the row that is in the way, in an upsert of roll-up `m`. */
export const VALUES_ADDED = sql`list_minor = m.list_minor + excluded.list_minor, listed_minor = m.listed_minor + excluded.listed_minor,
        cost_minor = m.cost_minor + excluded.cost_minor, costed_minor = m.costed_minor + excluded.costed_minor`;

/** Takes the values of group `g` out of roll-up `m`. */
export const VALUES_TAKEN = sql`list_minor = m.list_minor - g.list_minor, listed_minor = m.listed_minor - g.listed_minor,
        cost_minor = m.cost_minor - g.cost_minor, costed_minor = m.costed_minor - g.costed_minor`;
