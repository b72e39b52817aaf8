/** What a contact with the customer was for. */
export const TOUCH_TYPES = ['BUSINESS', 'SOCIAL', 'SERVICE', 'ENQUIRY', 'CAMPAIGN'] as const;
export type TouchType = (typeof TOUCH_TYPES)[number];

export interface TypedTouch {
  readonly id: string;
  readonly type: TouchType;
  /** Whether somebody was invited to a meal, a journey or an event. */
  readonly hospitality: boolean;
  /** Its entry in the register of gifts and hospitality; null where there is none. */
  readonly registerEntryId: string | null;
}

export interface TouchMix {
  readonly counts: Readonly<Record<TouchType, number>>;
  /** Part of the contacts that was social, 0…1; undefined of no contact. Counted apart: it bears no value by itself. */
  readonly socialShare: number | undefined;
  /** Social contacts and others with hospitality that nobody registered, in their order. Must be empty. */
  readonly unregistered: readonly string[];
}

/** Contacts by what they were for, social ones apart from business. O(n). */
export function touchMix(touches: readonly TypedTouch[]): TouchMix {
  const count = (type: TouchType): number => touches.filter((touch) => touch.type === type).length;
  const counts = {
    ...{ BUSINESS: count('BUSINESS'), SOCIAL: count('SOCIAL'), SERVICE: count('SERVICE') },
    ...{ ENQUIRY: count('ENQUIRY'), CAMPAIGN: count('CAMPAIGN') },
  };
  return {
    counts,
    socialShare: touches.length === 0 ? undefined : counts.SOCIAL / touches.length,
    unregistered: touches
      .filter(({ hospitality, registerEntryId }) => hospitality && registerEntryId === null)
      .map(({ id }) => id),
  };
}
