/** What is taken from messages and calendars that contacts are recorded from. */
export interface RecordingPolicy {
  /** Whether the subject of a message or an appointment is kept beside the contact; what was written never is. */
  readonly keepSubjects: boolean;
  /** Whether members of staff may have an e-mail address of their own to which messages are copied. */
  readonly inboundEmail: boolean;
  /** Days for which what nobody could be recognised in waits to be completed. */
  readonly waitingDays: number;
}

/** Both are a choice about people, and so off until somebody makes it. */
export const DEFAULT_RECORDING_POLICY: RecordingPolicy = { keepSubjects: false, inboundEmail: false, waitingDays: 14 };
