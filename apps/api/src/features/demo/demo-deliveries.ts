import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { ningboLateness } from './demo-ningbo.data.js';

const FIELDS = 'accountExternalId,orderNumber,lineNumber,promisedOn,quantity,deliveredOn';
/** Days back of which deliveries are known: since the new warehouse keeps them. */
const KNOWN_DAYS = 180;
/** Days from an order to the day that is promised. */
const LEAD = 21;
/** Whose deliveries are late now and then, and by how many days. */
const LATE: Readonly<Record<string, number>> = { 'RHINE-CHEMICALS': 6, 'BOREALIS-PULP': 9 };

/** What was promised for each line of `orderLines`, and when it arrived; what arrives after today is not told yet. */
export function demoDeliveries(orderLines: string, today: IsoDate): string {
  const now = epochDay(today);
  const rows = orderLines.trimEnd().split('\n').slice(1);
  const open = newestDue(rows, now);
  const deliveries = rows.flatMap((row, index) => {
    const [account = '', , orderedOn = '', order = '', line = '', quantity = ''] = row.split(',');
    const promised = epochDay(orderedOn) + LEAD;
    if (now - epochDay(orderedOn) > KNOWN_DAYS || Number(quantity) <= 0) return [];
    const late = index % 4 === 0 ? (LATE[account] ?? 0) : 0;
    const arrived = promised + late - (late === 0 ? index % 3 : 0);
    const deliveredOn = arrived <= now && open.get(account) !== index ? dateOfEpochDay(arrived) : '';
    return [[account, order, line, dateOfEpochDay(promised), quantity, deliveredOn].join(',')];
  });
  return `${FIELDS}\n${deliveries.join('\n')}\n`;
}

/** The same of the decades before: all of it promised and delivered. */
export function earlierDeliveries(orderLines: string): string {
  const deliveries = orderLines
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row, index) => {
      const [account = '', , orderedOn = '', order = '', line = '', quantity = ''] = row.split(',');
      const promised = epochDay(orderedOn) + LEAD;
      const arrived = promised + ningboLateness(orderedOn, index);
      return [account, order, line, dateOfEpochDay(promised), quantity, dateOfEpochDay(arrived)].join(',');
    });
  return `${FIELDS}\n${deliveries.join('\n')}\n`;
}

/** Of each account that is served late, the newest line that should have arrived: it has not yet. */
function newestDue(rows: readonly string[], now: number): ReadonlyMap<string, number> {
  const newest = new Map<string, { readonly index: number; readonly day: number }>();
  for (const [index, row] of rows.entries()) {
    const [account = '', , orderedOn = ''] = row.split(',');
    const day = epochDay(orderedOn);
    if (account in LATE && day + LEAD < now && day >= (newest.get(account)?.day ?? 0))
      newest.set(account, { index, day });
  }
  return new Map([...newest].map(([account, { index }]) => [account, index]));
}
