import {
  type AssessmentPolicy,
  CRITERIA,
  type DmuMember,
  dmuStanding,
  type Evidence,
  gateFor,
  type MeasuredEvidence,
  measureGate,
  type Movement,
  type PublishedAssessment,
  type Stance,
  type StageFacts,
  type StagePolicy,
  type StagePosition,
} from '@mortise/domain';

/** What the database knows of an account that a gate can ask for. */
export interface AccountFacts {
  readonly stage: StageFacts;
  /** Whether an alert of the account has become a crisis. */
  readonly crisis: boolean;
}

/** Months of shares that the gates of a policy look back at. */
export function shareMonths({ gates: { advance, regress, terminate, reenter } }: StagePolicy): number {
  const criteria = [...Object.values(advance), ...Object.values(regress), terminate, reenter].flat();
  return Math.max(
    1,
    ...criteria.filter(({ code }) => CRITERIA[code].measuredFrom === 'SHARE').map(({ months = 1 }) => months),
  );
}

/** A person at an account, as the database has it. */
export interface PersonRow {
  account_id: string;
  contact_id: string;
  roles: string[];
  influence_weight: number | null;
  relation_strength: number;
  stance: string;
  tier: string;
}

/** What the people on record say; nothing where nobody is on record, for then it is the record that is missing. */
export function contactFacts(people: readonly PersonRow[]): NonNullable<StageFacts['contacts']> {
  if (people.length === 0) return {};
  const members = people.flatMap((person) =>
    person.roles.map((role): DmuMember => ({
      contactId: person.contact_id,
      role,
      strength: person.relation_strength,
      stance: person.stance as Stance,
      ...(person.influence_weight === null ? {} : { influenceWeight: person.influence_weight }),
    })),
  );
  const deciders = people.filter(({ roles }) => roles.includes('DECIDER')).map((person) => person.relation_strength);
  const middle = people.some(({ tier, relation_strength: strength }) => tier === 'MIDDLE' && strength > 0);
  return {
    dmuCoverage: dmuStanding(members).coverage,
    ...(deciders.length > 0 ? { keyPersonStrength: Math.max(...deciders) } : {}),
    ...(middle ? { middleTierMet: true } : {}),
  };
}

/** What the last published assessment says; nothing where nobody has assessed the relationship. */
export function levelFacts(
  published: PublishedAssessment | undefined,
  policy: AssessmentPolicy,
): Pick<StageFacts, 'level'> {
  return published === undefined ? {} : { level: { published, policy } };
}

/** Everything measured of one gate, ready for the proposal's evidence. */
export function measured(
  policy: StagePolicy,
  movement: Exclude<Movement, 'OPEN'>,
  to: StagePosition,
  facts: AccountFacts,
): readonly MeasuredEvidence[] {
  const gate = gateFor(policy, movement, to);
  const crisis = gate.some(({ code }) => code === 'NO_OPEN_CRISIS');
  return [
    ...measureGate(gate, facts.stage),
    ...(crisis
      ? [
          {
            criterion: 'NO_OPEN_CRISIS',
            source: 'MEASURED',
            met: !facts.crisis,
            value: facts.crisis,
            at: facts.stage.asOf,
          } as const,
        ]
      : []),
  ];
}

/** The people's part of a snapshot, which outlives every new measurement. */
export function attestations(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ source }) => source === 'ATTESTED');
}
