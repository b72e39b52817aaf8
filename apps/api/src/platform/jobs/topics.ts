/**
 * Everything that is announced through the outbox: its name and its payload. Some topics start a job (a handler is
 * registered for them), some are shown to listeners of the event stream; who hears of what is declared there.
 */
export interface TopicPayloads {
  /** An import ended; the accounts it touched are evaluated again. */
  'import.finished': { importId: string };
  /** An import has read more rows. */
  'import.progress': { importId: string; rowsRead: number; bytes: number; totalBytes: number | null };
  /** Work out stage movements and alerts; without ids for every account of the tenant, as of today unless told. */
  'accounts.evaluate': { accountIds: string[] | null; asOf?: string | null };
  /** A job has come further. */
  'job.progress': { jobId: string; name: string; status: JobStatus; percent: number };
  /** Mail to one person. */
  'mail.send': MailMessage;
  /** Somebody asked for sign-in links; known or not is found out by the job, so that the answer takes the same time. */
  'portal.sign-in': { email: string };
  /** Delete uploads that nothing refers to. */
  'files.sweep': Record<string, never>;
  /** Delete messages that are too old for anybody to ask for. */
  'outbox.purge': Record<string, never>;
  /** Forget counted attempts of days gone by. */
  'rate-limits.purge': Record<string, never>;
  'stage.proposed': { proposalId: string; kind: string; from: string; to: string };
  'stage.changed': { from: string | null; to: string; kind: string };
  'alert.opened': { alertId: string; detector: string };
  'alert.closed': { alertId: string; detector: string };
  'complaint.filed': { complaintId: string; number: string; subject: string };
  'complaint.changed': { complaintId: string; number: string; status: string };
}

export type Topic = keyof TopicPayloads;
export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** Topics that carry a secret or a stranger's address: the payload is blanked once the job has done its work. */
export const PRIVATE_TOPICS: readonly Topic[] = ['mail.send', 'portal.sign-in'];

/** Topics published for every tenant at night. */
export const NIGHTLY_TOPICS = ['files.sweep', 'outbox.purge', 'rate-limits.purge'] as const satisfies readonly Topic[];

/** One mail; `html` says the same as `text`. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** What the queue carries of a row of the outbox. The payload stays in the outbox, under its tenant's row-level security. */
export interface Message<T extends Topic = Topic> {
  readonly id: string;
  readonly tenantId: string;
  readonly topic: T;
}
