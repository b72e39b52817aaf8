import type {
  AlertState,
  HealthState,
  InterfaceReading,
  IsoDate,
  MisalignmentCode,
  MisalignmentKind,
  Posture,
  RelationshipLevel,
  StagePosition,
  StandingAxis,
} from '@mortise/domain';

/** Share of wallet of the last month that was over. */
export interface StandingShare {
  readonly month: IsoDate;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How an account stands, as it is kept: two readings of the same facts are alike, whenever they are made. */
export interface StandingContent {
  readonly policyVersion: number;
  readonly stage: { readonly value: StagePosition | null; readonly since: IsoDate | null };
  readonly level: StandingAxis<RelationshipLevel> & { readonly roundId: string | null; readonly stale: boolean };
  readonly interface: StandingAxis<InterfaceReading>;
  readonly posture: StandingAxis<Posture> & { readonly from: string };
  readonly health: {
    readonly value: HealthState;
    readonly since: IsoDate | null;
    readonly alertId: string | null;
    readonly alertState: AlertState | null;
  };
  readonly share: StandingShare | null;
  readonly misalignments: readonly MisalignmentCode[];
  readonly kind: MisalignmentKind | null;
  readonly depthDeficit: number;
  readonly danger: number;
}

/** The axes of which it is kept since when their value holds. */
export const MEASURED_AXES = ['level', 'interface', 'posture'] as const;
export type MeasuredAxis = (typeof MEASURED_AXES)[number];

/** Since when each axis shows its value without a break, as far as readings are kept. */
export type AxesSince = Readonly<Record<MeasuredAxis, IsoDate>>;

/** What went before stays; an axis with another value begins anew. */
export function axesSince(
  content: StandingContent,
  day: IsoDate,
  before: { readonly content: StandingContent; readonly axesSince: AxesSince } | null,
): AxesSince {
  const since = (axis: MeasuredAxis): IsoDate =>
    before !== null && before.content[axis].value === content[axis].value ? before.axesSince[axis] : day;
  return { level: since('level'), interface: since('interface'), posture: since('posture') };
}
