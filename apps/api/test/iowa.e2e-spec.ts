import { DEFAULT_HYSTERESIS, hysteresisStages, openingStage, stageForShare } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const FOLDER = join(process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'), 'iowa_liquor');
const ROWS = 366_289;

interface Report {
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsUnchanged: number;
  readonly rowsRejected: number;
}
/** The example's own code, which is plain JavaScript outside of this project. */
interface ExampleCode {
  readonly BRANDS: readonly { readonly file: string; readonly slug: string }[];
  categoryOf(item: string): string;
  loadIowa(options: object): Promise<Map<string, { orderLines: Report; wallets: Report; accounts: Report }>>;
}
const tool = (name: string): string => new URL(`../../../tools/lib/${name}.mjs`, import.meta.url).href;

describe('Iowa: real orders of nine brands by the cities of a state', () => {
  if (!existsSync(FOLDER)) {
    it.skip('data set iowa_liquor is missing (set MORTISE_DATA_DIR)', () => undefined);
    return;
  }

  let test: TestApp;
  let code: ExampleCode;
  let reports: Awaited<ReturnType<ExampleCode['loadIowa']>>;
  const tenants = new Map<string, string>();
  let sent = 0;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    code = {
      ...((await import(tool('iowa-data'))) as object),
      ...((await import(tool('iowa-load'))) as object),
    } as ExampleCode;
    const tokens = new Map<string, string>();
    for (const { slug } of code.BRANDS) {
      const tenant = await createTenant(test, slug);
      await test.admin.query(`update tenant set currency = 'USD' where id = $1`, [tenant.id]);
      tenants.set(slug, tenant.id);
      tokens.set(slug, (await createStaff(test, tenant)).token);
    }
    reports = await code.loadIowa({
      url: test.url,
      folder: FOLDER,
      tokens,
      openingStage,
      onRows: (rows: number) => (sent += rows),
    });
  }, 400_000);
  afterAll(() => test.stop());

  it('accounts for every row', async () => {
    const lines = [...reports.values()].map(({ orderLines }) => orderLines);
    const sum = (count: keyof Report): number => lines.reduce((total, report) => total + report[count], 0);
    expect([sum('rowsRead'), sum('rowsAdded'), sum('rowsUnchanged'), sum('rowsRejected'), sent]).toEqual([
      ROWS,
      ROWS,
      0,
      0,
      ROWS,
    ]);
    expect([...reports.values()].map(({ wallets }) => wallets.rowsRejected)).toEqual(Array(9).fill(0));
    const { rows } = await test.admin.query(
      'select count(*)::int as lines, sum(net_minor)::text as cents from order_line',
    );
    const raw = rawSales();
    expect(rows[0]).toEqual({
      lines: ROWS,
      cents: String([...raw.values()].flat().reduce((total, { cents }) => total + cents, 0n)),
    });
  });

  it('opens every city in the stage of its first twelve months', async () => {
    const { rows } = await test.admin.query('select stage, count(*)::int from account group by stage order by stage');
    expect(rows.reduce((total, { count }) => total + (count as number), 0)).toBe(9 * 387);
    expect(rows.map(({ stage }) => stage as string)).toEqual(['DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC']);
  });

  it('has the shares that plain arithmetic on the raw files gives, to the cent', async () => {
    const seed = Number(process.env['IOWA_SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const raw = rawSales();
    const pairs = [
      ...new Set(
        [...raw].flatMap(([brand, sales]) => sales.map(({ city, category }) => `${brand}|${city}|${category}`)),
      ),
    ].sort();
    const all = [...raw.values()].flat();
    for (let i = 0; i < 20; i++) {
      const [brand, city, category] = (pairs[Math.floor(random() * pairs.length)] as string).split('|') as [
        string,
        string,
        string,
      ];
      const last = 11 + Math.floor(random() * 42);
      const inWindow = ({ month }: Sale): boolean => month > last - 12 && month <= last;
      const total = (sales: readonly Sale[]): bigint =>
        sales
          .filter((sale) => sale.city === city && sale.category === category && inWindow(sale))
          .reduce((sum, { cents }) => sum + cents, 0n);
      const [ours, wallet] = [total(raw.get(brand) ?? []), total(all)];
      const month = `${2012 + Math.floor(last / 12)}-${String((last % 12) + 1).padStart(2, '0')}-01`;
      const { rows } = await test.admin.query(
        `select s.ours_minor, s.wallet_minor, s.share from share_of_wallet s
         join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
         join product_category c on c.tenant_id = s.tenant_id and c.id = s.category_id
         where s.tenant_id = $1 and a.external_id = $2 and c.external_id = $3 and s.month = $4`,
        [tenants.get(brand), city, category, month],
      );
      const expected =
        wallet === 0n
          ? []
          : [{ ours_minor: String(ours), wallet_minor: String(wallet), share: Number(ours) / Number(wallet) }];
      expect({ seed, brand, city, category, month, rows }).toEqual({
        seed,
        brand,
        city,
        category,
        month,
        rows: expected,
      });
    }
  });

  interface Sale {
    readonly city: string;
    readonly category: string;
    /** Months since January 2012. */
    readonly month: number;
    readonly cents: bigint;
  }

  /** The files again, without any of the example's arithmetic. */
  function rawSales(): Map<string, Sale[]> {
    return new Map(
      code.BRANDS.map(({ file, slug }) => {
        const [, ...lines] = gunzipSync(readFileSync(join(FOLDER, `${file}_week_city.csv.gz`)))
          .toString()
          .trimEnd()
          .split('\n');
        const sales = lines.map((line) => {
          const [week = '', item = '', city = '', , , dollars = ''] = line.trimEnd().split(',');
          const month = (Number(week.slice(0, 4)) - 2012) * 12 + Number(week.slice(5, 7)) - 1;
          return { city, category: code.categoryOf(item), month, cents: BigInt(Math.round(Number(dollars) * 100)) };
        });
        return [slug, sales];
      }),
    );
  }
});

describe('Iowa report', () => {
  it('replays the gates as they are: up at the threshold, down with a margin', async () => {
    const { replay } = (await import(tool('iowa-report'))) as {
      replay(series: ReadonlyMap<string, readonly object[]>, domain: object): object;
    };
    const shares = [0.4, 0.52, 0.52, 0.52, 0.47, 0.47, 0.47].map((share) => ({ share, lower: share, upper: share }));
    expect(replay(new Map([['a', shares]]), { DEFAULT_HYSTERESIS, hysteresisStages, stageForShare })).toEqual({
      accountYears: 7 / 12,
      naive: 2,
      proposed: 1,
    });
  });
});

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
