import { beforeAll, describe, expect, it } from '@jest/globals';
import { NINGBO_FACTS } from '../src/features/demo/demo-ningbo-facts.data.js';
import { DEMO_ROUNDS } from '../src/features/demo/demo-rounds.data.js';
import type { GraphqlClient } from './graphql-client.js';

const MOMENT = `query ($on: Date) { accounts(filter: { search: "Donghai Refining" }) { nodes {
  standing(on: $on) { stage { value } level { value stale } interface { value } posture { value } share { share } misalignments { code } }
  relationshipInterface(asOf: $on) { form reading missing matrix { ours theirs active evidence } jointTeams { subject from }
    executivePair { ourPerson { name } contact { name } } picture { svg } }
  level(asOf: $on) { level roundId result { score supplierScore customerScore } } posture(asOf: $on) { index ourEffort theirEffort }
  why(on: $on) { axis kind id on says } } } }`;

interface Moment {
  readonly standing: Readonly<Record<'stage' | 'level' | 'interface' | 'posture', { readonly value: string }>> & {
    readonly share: { readonly share: number };
    readonly misalignments: readonly { readonly code: string }[];
  };
  readonly relationshipInterface: {
    readonly form: string;
    readonly reading: string;
    readonly missing: readonly string[];
    readonly matrix: readonly { readonly ours: string; readonly theirs: string; readonly active: boolean }[];
    readonly jointTeams: readonly object[];
    readonly executivePair: object | null;
    readonly picture: { readonly svg: string };
  };
  readonly level: {
    readonly level: string;
    readonly roundId: string;
    readonly result: Readonly<Record<'score' | 'supplierScore' | 'customerScore', number>>;
  };
  readonly posture: Readonly<Record<'index' | 'ourEffort' | 'theirEffort', number>>;
  readonly why: readonly { readonly axis: string | null; readonly id: string | null; readonly on: string }[];
}

/** The three steps: how each stands at its end, in the words of the case, by the pairings and bands of the method. */
const STEPS = [
  {
    on: '2000-12-31',
    form: 'BUTTERFLY',
    stage: 'INITIAL',
    level: 'BASIC',
    posture: 'PASSIVE',
    round: '2000-11-06',
    bands: [6, 10.5],
    share: [0, 0.5],
    pairs: ['SALES-PURCHASING'],
    missing: ['MORE_FUNCTION_PAIRS', 'MORE_TIERS', 'LESS_SALES_PURCHASING'],
  },
  {
    on: '2006-12-31',
    form: 'TRIANGLE',
    stage: 'STABLE',
    level: 'COOPERATIVE',
    posture: 'MUTUAL',
    round: '2006-09-04',
    bands: [10.5, 16.5],
    share: [0.5, 0.8],
    pairs: ['ENGINEERING-ENGINEERING', 'PRODUCTION-PRODUCTION', 'QUALITY-QUALITY', 'SALES-PURCHASING'],
    missing: ['MORE_FUNCTION_PAIRS', 'EXECUTIVE_PAIR', 'JOINT_TEAM'],
  },
  {
    on: '2010-12-31',
    form: 'DIAMOND',
    stage: 'STRATEGIC',
    level: 'INTERDEPENDENT',
    posture: 'PROACTIVE',
    round: '2010-11-01',
    bands: [16.5, 22.5],
    share: [0.8, 1],
    pairs: [
      ...['ENGINEERING-ENGINEERING', 'LOGISTICS-LOGISTICS', 'MANAGEMENT-MANAGEMENT', 'PRODUCTION-PRODUCTION'],
      ...['QUALITY-QUALITY', 'RESEARCH_AND_DEVELOPMENT-RESEARCH_AND_DEVELOPMENT', 'SALES-PURCHASING'],
    ],
    missing: [],
  },
] as const;

/** §5.3 of what everybody answered: six times the mean, the mean of our groups, and half of each side. */
function scoreOf(began: string): { supplierScore: number; customerScore: number; score: number } {
  const round = DEMO_ROUNDS.find((each) => each.account === 'DONGHAI-REFINING' && each.began === began);
  const total = (sheet: readonly number[]): number => (6 * sheet.reduce((sum, x) => sum + x, 0)) / sheet.length;
  const mean = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0) / of.length;
  const supplierScore = mean(Object.values(round?.ours ?? {}).map(([, sheet]) => total(sheet)));
  const customerScore = mean(Object.values(round?.theirs ?? {}).map(total));
  return { supplierScore, customerScore, score: (supplierScore + customerScore) / 2 };
}

/** What the two sides had done for each other by a day, in days of work. */
function efforts(until: string): { ourEffort: number; theirEffort: number; index: number } {
  const effort = (side: string): number =>
    NINGBO_FACTS.filter(({ kind, on, said }) => kind === 'ADAPTATION' && on <= until && said['side'] === side).reduce(
      (sum, { said }) => sum + Number(said['effort']),
      0,
    );
  const [ourEffort, theirEffort] = [effort('OURS'), effort('THEIRS')];
  return { ourEffort, theirEffort, index: (ourEffort - theirEffort) / (ourEffort + theirEffort) };
}

/** The case that the method is told by, as it is in the demo: three steps in ten years, and what came after. */
export function replaysNingbo(signedIn: () => Promise<GraphqlClient>): void {
  describe('a relationship of decades in Ningbo', () => {
    let director: GraphqlClient;
    beforeAll(async () => {
      director = await signedIn();
    });
    const at = async (on: string | null): Promise<Moment> =>
      (await director.data<{ accounts: { nodes: [Moment] } }>(MOMENT, { on })).accounts.nodes[0];

    it.each(STEPS)(
      '§2.21, IF-01…03, §1: stands on $on as a $form that is $stage and $level, $posture, with nothing that disagrees',
      async ({ on, form, stage, level, posture, round, bands, share, pairs, missing }) => {
        const moment = await at(on);
        expect(moment).toMatchObject({
          standing: {
            ...{ stage: { value: stage }, level: { value: level, stale: false }, interface: { value: form } },
            ...{ posture: { value: posture }, misalignments: [] },
          },
          relationshipInterface: { form, reading: form, missing },
          level: { level },
        });
        const { matrix, jointTeams, executivePair, picture } = moment.relationshipInterface;
        const active = matrix.filter((pair) => pair.active).map(({ ours, theirs }) => `${ours}-${theirs}`);
        expect(active.sort()).toEqual(pairs);
        const diamond = form === 'DIAMOND';
        expect(jointTeams).toEqual(
          diamond ? [{ subject: expect.stringContaining('cracker'), from: '2010-01-11' }] : [],
        );
        const executives = { ourPerson: { name: 'Chen Guodong' }, contact: { name: 'Gao Feng' } };
        expect(executivePair).toEqual(diamond ? executives : null);
        expect(picture.svg).toContain(`Donghai Refining: ${form.toLowerCase()}`);

        const [from, below] = share;
        expect(moment.standing.share.share).toBeGreaterThan(from);
        expect(moment.standing.share.share).toBeLessThan(below);
        const expected = scoreOf(round);
        for (const score of ['score', 'supplierScore', 'customerScore'] as const)
          expect(moment.level.result[score]).toBeCloseTo(expected[score], 9);
        expect(expected.score).toBeGreaterThanOrEqual(bands[0]);
        expect(expected.score).toBeLessThan(bands[1]);
        const { index, ...sides } = efforts(on);
        expect(moment.posture).toMatchObject(sides);
        expect(moment.posture.index).toBeCloseTo(index, 9);

        // Each axis names facts that were known by then, and the level the round it is from.
        expect(new Set(moment.why.map(({ axis }) => axis))).toEqual(
          new Set(['STAGE', 'LEVEL', 'INTERFACE', 'POSTURE', null]),
        );
        expect(moment.why.filter((fact) => fact.on > on)).toEqual([]);
        expect(moment.why.find(({ axis }) => axis === 'LEVEL')?.id).toBe(moment.level.roundId);
        for (const { id } of moment.why.filter(({ axis }) => axis === 'INTERFACE' || axis === 'POSTURE'))
          expect(await director.data('query ($id: ID!) { ledgerEntry(id: $id) { observedOn } }', { id })).toEqual({
            ledgerEntry: { observedOn: expect.any(String) },
          });
      },
    );

    it('§1, AS-04: had more contacts than depth while the engineers had come and nobody had asked how deep it was', async () => {
      const { standing } = await at('2005-12-31');
      expect(standing).toMatchObject({ stage: { value: 'INITIAL' }, level: { value: 'BASIC', stale: true } });
      expect(standing.interface.value).toBe('TRIANGLE');
      expect(standing.misalignments).toEqual([{ code: 'CONTACTS_WITHOUT_DEPTH' }]);
    });

    it('ST-07, ST-08, P1: moved a stage at a time, each move through its gate, and back once', async () => {
      const { accounts } = await director.data<{
        accounts: {
          nodes: [
            {
              relationshipInterface: { steps: { on: string; from: string; to: string }[] };
              stageHistory: {
                at: string;
                evidence: {
                  criterion: string;
                  source: string;
                  met: boolean | null;
                  value: number | null;
                  note: string | null;
                }[];
              }[];
            },
          ];
        };
      }>(`{ accounts(filter: { search: "Donghai Refining" }) { nodes { relationshipInterface { steps { on from to } }
      stageHistory { from to movement cause at proposedBy { name } approvers { name } evidence { criterion source met value note } } } } }`);
      const [{ relationshipInterface, stageHistory }] = accounts.nodes;
      expect(relationshipInterface.steps).toEqual([
        { on: expect.stringMatching(/^2005-/), from: 'BUTTERFLY', to: 'TRIANGLE' },
        { on: expect.stringMatching(/^2010-/), from: 'TRIANGLE', to: 'DIAMOND' },
      ]);
      const people = { proposedBy: { name: 'Zhao Min' }, approvers: [{ name: 'Chen Guodong' }] };
      expect(stageHistory).toMatchObject([
        { from: null, to: 'INITIAL', movement: 'OPEN' },
        { from: 'INITIAL', to: 'STABLE', movement: 'ADVANCE', ...people },
        { from: 'STABLE', to: 'STRATEGIC', movement: 'ADVANCE', ...people },
        { from: 'STRATEGIC', to: 'STABLE', movement: 'REGRESS', cause: 'COMPETITOR_PRICE', ...people },
        { from: 'STABLE', to: 'STRATEGIC', movement: 'ADVANCE', ...people },
      ]);
      expect(stageHistory.slice(0, 3).map((move) => move.at.slice(0, 4))).toEqual(['2000', '2006', '2010']);
      const [, stable = [], strategic = [], back = [], again = []] = stageHistory.map(({ evidence }) => evidence);
      const met = (evidence: typeof stable): string[] =>
        [...new Set(evidence.filter((each) => each.met === true).map(({ criterion }) => criterion))].sort();
      const measured = (evidence: typeof stable, criterion: string): number | null | undefined =>
        evidence.find((each) => each.criterion === criterion && each.source === 'MEASURED')?.value;
      expect(met(stable)).toEqual([
        ...['COMMITMENT', 'DMU_COVERAGE', 'FUNCTION_PAIRS', 'LEVEL_PROBABILITY', 'MIDDLE_TIER_MET', 'NO_OPEN_CRISIS'],
        ...['OTIF_FLOOR', 'SATISFACTION_GAP', 'SHARE_LOWER_BOUND', 'SINGLE_THREAD_RISK_OFF', 'TRUST'],
      ]);
      const top = [
        ...[
          'ALLIANCE_SCORECARD',
          'COMMITMENT',
          'EXECUTIVE_VISITS',
          'INTERFACE_FORM',
          'JOINT_INITIATIVE',
          'LEVEL_PROBABILITY',
        ],
        ...['PARTNERSHIP_AGREEMENT', 'PROFIT_NOT_NEGATIVE', 'SHARE_LOWER_BOUND', 'TRUST'],
      ];
      expect([met(strategic), met(again)]).toEqual([top, top]);
      expect(met(back)).toEqual(['CAUSE_CODE', 'REPAIR_PLAN', 'SHARE_UPPER_BOUND']);
      expect(measured(stable, 'SHARE_LOWER_BOUND')).toBeGreaterThanOrEqual(0.5);
      expect(measured(stable, 'OTIF_FLOOR')).toBeGreaterThanOrEqual(0.95);
      for (const evidence of [stable, strategic, again])
        expect(measured(evidence, 'LEVEL_PROBABILITY')).toBeGreaterThanOrEqual(0.8);
      for (const evidence of [strategic, again])
        expect(measured(evidence, 'SHARE_LOWER_BOUND')).toBeGreaterThanOrEqual(0.8);
      expect(measured(back, 'SHARE_UPPER_BOUND')).toBeLessThan(0.75);
      // Whoever vouches for something says what was seen.
      const vouched = [...stable, ...strategic].filter(({ source }) => source === 'ATTESTED');
      expect(vouched.filter(({ note }) => note === null || note.startsWith('Seen and confirmed'))).toEqual([]);
    });

    it('RT-01, DM-01: is looked after on both sides today', async () => {
      const { accounts } = await director.data<{ accounts: { nodes: object[] } }>(
        `{ accounts(filter: { search: "Donghai Refining" }) { nodes { relationshipInterface { form reading } posture { posture }
        decisionMakingUnit { balance gaps } } } }`,
      );
      expect(accounts.nodes).toEqual([
        {
          ...{ relationshipInterface: { form: 'DIAMOND', reading: 'DIAMOND' }, posture: { posture: 'PROACTIVE' } },
          decisionMakingUnit: { gaps: [], balance: expect.any(Number) },
        },
      ]);
    });
  });
}
