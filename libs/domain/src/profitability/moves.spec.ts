import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { validateMachine } from '../machine/state-machine.js';
import {
  accountPotential,
  DEFAULT_PLACEMENT_POLICY,
  placeAccounts,
  type AccountValue,
  type ValueBand,
  type MovePlacement,
} from './move-placement.js';
import { DEFAULT_MOVE_POLICY, proposeMove, type MoveContext, type ProposedMove } from './propose-move.js';
import {
  decideMove,
  evolveMove,
  INITIAL_MOVE_STANDING,
  MOVE_STATES,
  VALUE_MOVE_MACHINE,
  type MoveCommand,
  type MoveEvent,
  type MoveStanding,
} from './move-decision.js';

const value = (change: Partial<AccountValue> = {}): AccountValue => ({
  account: 'a',
  segment: 'pumps',
  contributionMinor: 1_200n,
  months: 12,
  walletMinor: 1_000_000n,
  share: 0.3,
  targetShare: 0.6,
  expectedMargin: 0.2,
  reachProbability: 0.5,
  ...change,
});

describe(accountPotential.name, () => {
  it('PF-01: wallet × share still to win × margin × probability', () => {
    expect(accountPotential(value())).toBe(30_000n);
    expect(accountPotential(value({ share: 0.7 }))).toBe(0n);
    expect(accountPotential(value({ expectedMargin: -0.1 }))).toBe(0n);
    expect(accountPotential(value({ walletMinor: -5n }))).toBe(0n);
    expect(accountPotential(value({ share: 0.9, expectedMargin: -0.5 }))).toBe(0n);
  });

  it.each([{ share: 1.1 }, { targetShare: -0.1 }, { expectedMargin: 2 }, { reachProbability: NaN }])(
    'refuses %p',
    (wrong) => {
      expect(() => accountPotential(value(wrong))).toThrow(InvalidValueError);
    },
  );
});

describe(placeAccounts.name, () => {
  it('PF-01: shrinks young trade to its segment and ranks by percentile', () => {
    const placed = placeAccounts([
      value({ account: 'a', contributionMinor: 1_200n }),
      value({ account: 'b', contributionMinor: 600n, months: 6 }),
      value({ account: 'c', contributionMinor: -600n, walletMinor: 9_000_000n }),
      value({ account: 'd', contributionMinor: 0n, months: 0, walletMinor: 0n }),
    ]);
    // yearly 1200, 1200, −600: mean 600
    expect(placed.map(({ shrunkenContributionMinor }) => shrunkenContributionMinor)).toEqual([
      1_000n,
      900n,
      -200n,
      undefined,
    ]);
    expect(placed.map(({ profitPercentile }) => profitPercentile?.toFixed(3))).toEqual([
      '0.833',
      '0.500',
      '0.167',
      undefined,
    ]);
    expect(placed.map(({ profit }) => profit)).toEqual(['HIGH', 'MIDDLE', 'LOW', undefined]);
    expect(placed.map(({ potential }) => potential)).toEqual(['MIDDLE', 'MIDDLE', 'HIGH', 'LOW']);
    expect(placed.map(({ potentialPercentile }) => potentialPercentile)).toEqual([0.5, 0.5, 0.875, 0.125]);
    expect(placeAccounts([])).toEqual([]);
  });

  it('PF-01: a percentile on a bound belongs to the band above', () => {
    const policy = { priorMonths: 0, profit: { middle: 0.25, high: 0.75 }, potential: { middle: 0.25, high: 0.75 } };
    const [low, high] = placeAccounts(
      [value({ contributionMinor: 1n }), value({ contributionMinor: 2n, walletMinor: 2_000_000n })],
      policy,
    );
    expect([low?.profit, high?.profit, low?.potential, high?.potential]).toEqual(['MIDDLE', 'HIGH', 'MIDDLE', 'HIGH']);
  });

  it('PF-01: shrinks to the own segment only', () => {
    const [, alone] = placeAccounts([
      value(),
      value({ account: 'b', segment: 'seals', contributionMinor: 30n, months: 1 }),
    ]);
    expect(alone?.shrunkenContributionMinor).toBe(360n);
  });

  it('without potential an account is low on that axis', () => {
    expect(placeAccounts([value({ walletMinor: 0n })])[0]).toMatchObject({
      potential: 'LOW',
      potentialPercentile: 0.5,
    });
    expect(placeAccounts([value({ walletMinor: 10n ** 18n })])[0]).toMatchObject({ potential: 'MIDDLE' });
  });

  it.each([{ months: 13 }, { months: -1 }])('refuses %p', (wrong) => {
    expect(() => placeAccounts([value(wrong)])).toThrow(InvalidValueError);
  });

  it('PF-01: more contribution never lowers a place, and the order of rows does not matter', () => {
    const row = fc.record({
      contributionMinor: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
      months: fc.integer({ min: 0, max: 12 }),
      segment: fc.constantFrom('pumps', 'seals'),
      walletMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 15 }),
        fc.bigInt({ min: 0n, max: 10_000n }),
        (rows, more) => {
          const values = rows.map((change, i) => value({ ...change, account: `${i}` }));
          const placed = placeAccounts(values);
          for (const { profitPercentile, potentialPercentile } of placed) {
            for (const place of [profitPercentile ?? 0.5, potentialPercentile])
              expect(place > 0 && place < 1).toBe(true);
          }
          const reversed = [...placeAccounts([...values].reverse())].reverse();
          expect(reversed).toEqual(placed);
          const raised = values.map((v, i) => (i === 0 ? { ...v, contributionMinor: v.contributionMinor + more } : v));
          const before = placed[0]?.profitPercentile ?? 0;
          const policy = { ...DEFAULT_PLACEMENT_POLICY, priorMonths: 0 };
          if (before > 0) {
            expect(placeAccounts(raised, policy)[0]?.profitPercentile).toBeGreaterThanOrEqual(
              placeAccounts(values, policy)[0]?.profitPercentile as number,
            );
          }
        },
      ),
    );
  });
});

const place = (profit: ValueBand | undefined, potential: ValueBand): MovePlacement => ({
  account: 'a',
  shrunkenContributionMinor: profit === undefined ? undefined : 1_000n,
  profitPercentile: profit === undefined ? undefined : 0.5,
  profit,
  potentialMinor: 5_000n,
  potentialPercentile: 0.5,
  potential,
});
const CONTEXT: MoveContext = {
  stage: 'INITIAL',
  targetShare: 0.85,
  rivalHeld: false,
  openTrigger: false,
  repriced: false,
};
const propose = (placements: readonly MovePlacement[], context: Partial<MoveContext> = {}): ProposedMove | null => {
  return proposeMove(placements, { ...CONTEXT, ...context });
};

describe(proposeMove.name, () => {
  it.each([
    ['HIGH', 'HIGH', 'DEFEND'],
    ['HIGH', 'LOW', 'DEFEND'],
    ['MIDDLE', 'HIGH', 'CULTIVATE'],
    ['LOW', 'HIGH', 'CULTIVATE'],
    ['MIDDLE', 'MIDDLE', undefined],
    ['MIDDLE', 'LOW', undefined],
    ['LOW', 'MIDDLE', undefined],
    ['LOW', 'LOW', 'REPRICE'],
  ] as const)('PF-01: profit %s, potential %s → %s', (profit, potential, move) => {
    expect(propose([place(profit, potential)])?.move).toBe(move);
  });

  it('PF-01: WIN prospects and rival-held accounts of high potential while a trigger is open', () => {
    expect(propose([place(undefined, 'HIGH')], { openTrigger: true })?.move).toBe('WIN');
    expect(propose([place('LOW', 'HIGH')], { openTrigger: true, rivalHeld: true })?.move).toBe('WIN');
    expect(propose([place('LOW', 'HIGH')], { openTrigger: true })?.move).toBe('CULTIVATE');
    expect(propose([place('LOW', 'HIGH')], { rivalHeld: true })?.move).toBe('CULTIVATE');
    expect(propose([place(undefined, 'HIGH')])).toBeNull();
    expect(propose([place(undefined, 'MIDDLE')], { openTrigger: true })).toBeNull();
    expect(propose([])).toBeNull();
  });

  it('PF-01: mends terms first, then culls what stays low for two periods', () => {
    const low = place('LOW', 'LOW');
    expect(propose([low], { repriced: true })?.move).toBe('REPRICE');
    expect(propose([low, low])?.move).toBe('REPRICE');
    expect(propose([low, low], { repriced: true })).toMatchObject({
      move: 'CULL',
      lowPeriods: 2,
      targetStage: 'ENDED',
      goal: 'END',
    });
    expect(propose([low, place('LOW', 'MIDDLE'), low], { repriced: true })).toMatchObject({
      move: 'REPRICE',
      lowPeriods: 1,
    });
    expect(propose([place('MIDDLE', 'LOW'), low, low, low], { repriced: true })?.lowPeriods).toBe(3);
  });

  it('PF-01 ST-16: the move sets a target stage and whether to advance or hold', () => {
    const cultivate = [place('LOW', 'HIGH')];
    expect(propose([place('HIGH', 'LOW')])).toMatchObject({ targetStage: 'INITIAL', goal: 'HOLD' });
    expect(propose(cultivate)).toMatchObject({ targetStage: 'STRATEGIC', goal: 'ADVANCE' });
    expect(propose(cultivate, { targetShare: 0.2 })?.targetStage).toBe('STABLE');
    expect(propose(cultivate, { stageCeiling: 'STABLE' })?.targetStage).toBe('STABLE');
    expect(propose(cultivate, { stageCeiling: 'STRATEGIC' })?.targetStage).toBe('STRATEGIC');
    expect(propose(cultivate, { stage: 'STABLE', stageCeiling: 'INITIAL' })).toMatchObject({
      targetStage: 'STABLE',
      goal: 'HOLD',
    });
    expect(propose(cultivate, { stage: 'STRATEGIC' })).toMatchObject({ targetStage: 'STRATEGIC', goal: 'HOLD' });
    const win = [place(undefined, 'HIGH')];
    expect(propose(win, { stage: 'DEVELOPMENT', openTrigger: true })?.targetStage).toBe('INITIAL');
    expect(propose(win, { stage: 'ENDED', openTrigger: true })).toMatchObject({
      targetStage: 'INITIAL',
      goal: 'ADVANCE',
    });
    expect(propose([place('LOW', 'LOW')])).toMatchObject({ targetStage: 'INITIAL', goal: 'HOLD' });
  });

  it('PF-01: an account that ended can only be won back, whatever it earned until then', () => {
    const ended = { stage: 'ENDED', repriced: true } as const;
    for (const [profit, potential] of [
      ['HIGH', 'LOW'],
      ['MIDDLE', 'HIGH'],
      ['LOW', 'LOW'],
    ] as const)
      expect(propose(Array<MovePlacement>(3).fill(place(profit, potential)), ended)).toBeNull();
    expect(propose([place('LOW', 'HIGH')], { ...ended, openTrigger: true })).toMatchObject({
      move: 'WIN',
      targetStage: 'INITIAL',
    });
  });

  it('PF-01: and a ceiling of investment', () => {
    expect(propose([place('HIGH', 'LOW')])?.investmentCeilingMinor).toBe(100n);
    expect(propose([{ ...place('HIGH', 'LOW'), shrunkenContributionMinor: -5n }])?.investmentCeilingMinor).toBe(0n);
    expect(propose([place('LOW', 'HIGH')])?.investmentCeilingMinor).toBe(1_000n);
    const investment = { defend: 0, cultivate: 0, win: 0.5 };
    const win = proposeMove(
      [place(undefined, 'HIGH')],
      { ...CONTEXT, openTrigger: true },
      { ...DEFAULT_MOVE_POLICY, investment },
    );
    expect(win?.investmentCeilingMinor).toBe(2_500n);
    expect(propose([place('LOW', 'LOW')])?.investmentCeilingMinor).toBe(0n);
  });
});

const AT = '2026-11-21T09:00:00.000Z';
const kim = { by: { id: 'kim', kind: 'PERSON' }, at: AT } as const;
const lee = { by: { id: 'lee', kind: 'PERSON' }, at: AT } as const;
const robot = { by: { id: 'robot', kind: 'SYSTEM' }, at: AT } as const;
const proposal = (move: ProposedMove['move'], lowPeriods = 2): ProposedMove => ({
  account: 'a',
  move,
  targetStage: move === 'CULL' ? 'ENDED' : 'INITIAL',
  goal: 'HOLD',
  investmentCeilingMinor: 0n,
  lowPeriods,
});
const after = (...commands: readonly MoveCommand[]): MoveStanding =>
  commands.reduce((standing, command) => {
    const decision = decideMove(command, standing);
    if (!decision.ok) throw new Error(JSON.stringify(decision.reasons));
    return decision.events.reduce(evolveMove, standing);
  }, INITIAL_MOVE_STANDING);
const codes = (command: MoveCommand, standing = INITIAL_MOVE_STANDING): readonly string[] => {
  const decision = decideMove(command, standing);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};
const proposeCull = { ...robot, type: 'PROPOSE_MOVE', proposal: proposal('CULL'), repriced: true } as const;
const approve = { ...lee, type: 'APPROVE_MOVE' } as const;

describe(decideMove.name, () => {
  it('has a sound table', () => {
    expect(validateMachine(VALUE_MOVE_MACHINE)).toEqual([]);
    expect(Object.keys(VALUE_MOVE_MACHINE.transitions)).toEqual([...MOVE_STATES]);
  });

  it('ET-06 PF-01: given a cull with its obligations checked, when a person approves, then it is in force', () => {
    const standing = after(proposeCull, { ...kim, type: 'CHECK_OBLIGATIONS', open: [] }, approve);
    expect(standing).toMatchObject({ state: 'APPROVED', inForce: proposal('CULL') });
  });

  it('ET-06: no cull before two low periods and a try to mend terms', () => {
    const early = { ...proposeCull, proposal: proposal('CULL', 1), repriced: false } as const;
    expect(decideMove(early, INITIAL_MOVE_STANDING)).toEqual({
      ok: false,
      reasons: [{ code: 'LOW_PERIODS_REQUIRED', required: 2, given: 1 }, { code: 'REPRICE_FIRST' }],
    });
    expect(codes({ ...early, proposal: proposal('REPRICE', 1) })).toEqual([]);
    expect(decideMove(early, INITIAL_MOVE_STANDING, { ...DEFAULT_MOVE_POLICY, cullPeriods: 1 })).toMatchObject({
      reasons: [{ code: 'REPRICE_FIRST' }],
    });
  });

  it('ET-06: no cull without a check of service obligations, nor with one open', () => {
    expect(codes(approve, after(proposeCull))).toEqual(['OBLIGATION_CHECK_REQUIRED']);
    const open = after(proposeCull, { ...kim, type: 'CHECK_OBLIGATIONS', open: ['warranty until 2027-03'] });
    expect(decideMove(approve, open)).toEqual({
      ok: false,
      reasons: [{ code: 'OBLIGATIONS_OPEN', open: ['warranty until 2027-03'] }],
    });
  });

  it('ET-06: a person decides, and not the one who proposed the cull', () => {
    const standing = after({ ...proposeCull, ...kim }, { ...kim, type: 'CHECK_OBLIGATIONS', open: [] });
    expect(codes({ ...approve, ...kim }, standing)).toEqual(['PROPOSER_MAY_NOT_APPROVE']);
    expect(codes({ ...approve, ...robot }, standing)).toEqual(['HUMAN_REQUIRED']);
    expect(codes({ ...approve, ...kim }, after({ ...proposeCull, ...kim }))).toEqual([
      'PROPOSER_MAY_NOT_APPROVE',
      'OBLIGATION_CHECK_REQUIRED',
    ]);
    expect(codes({ ...robot, type: 'CHECK_OBLIGATIONS', open: [] }, after(proposeCull))).toEqual(['HUMAN_REQUIRED']);
    const defend = { ...kim, type: 'PROPOSE_MOVE', proposal: proposal('DEFEND'), repriced: false } as const;
    expect(after(defend, { ...approve, ...kim }).inForce?.move).toBe('DEFEND');
  });

  it('refuses steps that the table does not have', () => {
    expect(codes(approve)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(codes(approve, after(proposeCull, { ...kim, type: 'CHECK_OBLIGATIONS', open: [] }, approve))).toEqual([
      'TRANSITION_NOT_ALLOWED',
    ]);
    expect(codes(proposeCull, after(proposeCull))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(codes({ ...kim, type: 'CHECK_OBLIGATIONS', open: [] })).toEqual(['NO_MOVE_PROPOSED']);
    expect(codes({ ...kim, type: 'WITHDRAW_MOVE' })).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(codes({ ...robot, type: 'REJECT_MOVE', note: ' ' })).toEqual([
      'TRANSITION_NOT_ALLOWED',
      'HUMAN_REQUIRED',
      'NOTE_REQUIRED',
    ]);
  });

  it('keeps the move in force while another is rejected or withdrawn, and checks each cull anew', () => {
    const defended = [
      { ...kim, type: 'PROPOSE_MOVE', proposal: proposal('DEFEND'), repriced: false },
      approve,
      proposeCull,
      { ...kim, type: 'CHECK_OBLIGATIONS', open: [] },
    ] as const;
    const rejected = after(...defended, { ...lee, type: 'REJECT_MOVE', note: 'they are about to merge' });
    expect(rejected).toMatchObject({ state: 'REJECTED', inForce: { move: 'DEFEND' } });
    const again = after(...defended, { ...lee, type: 'WITHDRAW_MOVE' }, proposeCull);
    expect(again).toMatchObject({ state: 'PROPOSED', obligations: null, inForce: { move: 'DEFEND' } });
  });

  it('PF-01: only what a person approved is in force, and a replay gives the same standing', () => {
    const actor = fc.constantFrom(kim, lee, robot);
    const command = fc.oneof(
      fc
        .tuple(actor, fc.constantFrom('CULL', 'DEFEND', 'WIN'), fc.nat(3), fc.boolean())
        .map(([by, move, low, repriced]): MoveCommand => {
          return { ...by, type: 'PROPOSE_MOVE', proposal: proposal(move as ProposedMove['move'], low), repriced };
        }),
      fc
        .tuple(actor, fc.subarray(['warranty']))
        .map(([by, open]): MoveCommand => ({ ...by, type: 'CHECK_OBLIGATIONS', open })),
      actor.map((by): MoveCommand => ({ ...by, type: 'APPROVE_MOVE' })),
      actor.map((by): MoveCommand => ({ ...by, type: 'REJECT_MOVE', note: 'no' })),
      actor.map((by): MoveCommand => ({ ...by, type: 'WITHDRAW_MOVE' })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let standing = INITIAL_MOVE_STANDING;
        const events: MoveEvent[] = [];
        for (const next of commands) {
          const decision = decideMove(next, standing);
          if (!decision.ok) {
            expect(decision.reasons.length).toBeGreaterThan(0);
            continue;
          }
          for (const event of decision.events) {
            if (event.type === 'MOVE_APPROVED') {
              expect(event.by.kind).toBe('PERSON');
              if (event.proposal.move === 'CULL') {
                expect(standing.obligations?.open).toEqual([]);
                expect(event.proposal.lowPeriods).toBeGreaterThanOrEqual(2);
              }
            }
            standing = evolveMove(standing, event);
            events.push(event);
          }
        }
        expect(events.reduce(evolveMove, INITIAL_MOVE_STANDING)).toEqual(standing);
      }),
    );
  });
});
