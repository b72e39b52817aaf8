import type { IsoDate } from '../calendar/date.js';

/** The disciplines of an 8D report, in order (Ford Motor Company, 1987; D0 since 1997). */
export const EIGHT_D_STEPS = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'] as const;
export type EightDStep = (typeof EIGHT_D_STEPS)[number];

/** Steps that must be in place before another can be given; only those of the report's form count. */
export const STEP_PREREQUISITES: Readonly<Record<EightDStep, readonly EightDStep[]>> = {
  D0: [],
  D1: [],
  D2: [],
  D3: ['D2'],
  D4: ['D2'],
  D5: ['D4'],
  D6: ['D5'],
  D7: ['D4'],
  D8: ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'],
};

/** How much of an 8D is asked for. */
export const COMPLAINT_FORMS = ['SHORT', 'FULL'] as const;
export type ComplaintForm = (typeof COMPLAINT_FORMS)[number];

/** The steps of each form. The short one keeps problem, containment, cause, action and proof. */
export const FORM_STEPS: Readonly<Record<ComplaintForm, readonly EightDStep[]>> = {
  SHORT: ['D2', 'D3', 'D4', 'D5', 'D6'],
  FULL: EIGHT_D_STEPS,
};

/** Where goods of the affected lot can be. */
export const GOODS_PLACES = ['SUPPLIER', 'TRANSIT', 'CUSTOMER'] as const;
export type GoodsPlace = (typeof GOODS_PLACES)[number];

/** What holds the defect back at one place, or why nothing is needed there: said, never left open. */
export type Containment =
  | {
      readonly applies: true;
      readonly action: string;
      readonly doneOn: IsoDate;
      readonly quantityChecked?: number;
      readonly quantityDefective?: number;
    }
  | { readonly applies: false; readonly reason: string };

/** Why the defect arose (`OCCURRENCE`) or was not found before it left (`ESCAPE`). */
export const CAUSE_KINDS = ['OCCURRENCE', 'ESCAPE'] as const;

/** On whose side a cause lies: a complaint may come down to our own supplier, the transport or the customer's use. */
export const CAUSE_ORIGINS = ['US', 'OUR_SUPPLIER', 'TRANSPORT', 'CUSTOMER'] as const;

export interface ComplaintCause {
  readonly id: string;
  readonly kind: (typeof CAUSE_KINDS)[number];
  readonly description: string;
  /** Part of the failure it accounts for, in percent with up to two decimals; all causes together are 100. */
  readonly sharePercent: number;
  /** Where the cause lies. */
  readonly origin: (typeof CAUSE_ORIGINS)[number];
}

export interface PlannedAction {
  readonly id: string;
  /** The cause it removes. */
  readonly causeId: string;
  readonly description: string;
  readonly owner: string;
  readonly dueOn: IsoDate;
}

/** An action carried out, with the proof that it works. */
export interface VerifiedAction {
  readonly actionId: string;
  readonly implementedOn: IsoDate;
  readonly verifiedBy: string;
  readonly verifiedOn: IsoDate;
  readonly method: string;
  readonly effective: boolean;
}

/** Whether a controlled document (FMEA, control plan) had to change. */
export type DocumentAnswer =
  | { readonly updated: true; readonly on: IsoDate; readonly reference: string }
  | { readonly updated: false; readonly reason: string };

/** What each step reports. A step holds its own report and no other. */
export interface StepReports {
  readonly D0: {
    readonly symptom: string;
    readonly emergencyAction: { readonly taken: boolean; readonly description: string };
  };
  readonly D1: {
    readonly leader: string;
    readonly team: readonly { readonly person: string; readonly businessFunction: string }[];
  };
  readonly D2: {
    readonly description: string;
    readonly quantityAffected?: number;
    readonly isAndIsNot?: readonly { readonly question: string; readonly is: string; readonly isNot: string }[];
  };
  readonly D3: Readonly<Record<GoodsPlace, Containment>>;
  readonly D4: { readonly causes: readonly ComplaintCause[] };
  readonly D5: { readonly actions: readonly PlannedAction[] };
  readonly D6: { readonly verified: readonly VerifiedAction[] };
  readonly D7: {
    readonly preventive: readonly { readonly description: string; readonly owner: string; readonly dueOn: IsoDate }[];
    readonly fmea: DocumentAnswer;
    readonly controlPlan: DocumentAnswer;
  };
  readonly D8: { readonly lessons: string; readonly teamRecognised: boolean };
}

/** A step with its report; a report under the wrong step does not compile. */
export type StepReport<Step extends EightDStep = EightDStep> = {
  readonly [S in Step]: { readonly step: S; readonly report: StepReports[S] };
}[Step];
