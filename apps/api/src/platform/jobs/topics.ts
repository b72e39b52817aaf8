/**
 * Everything that is announced through the outbox: its name and its payload. Some topics start a job (a handler is
 * registered for them), all of them are shown to listeners of the event stream who may see the account.
 */
export interface TopicPayloads {
  /** An import ended; the accounts it touched are evaluated again. */
  'import.finished': { importId: string };
  /** An import has read more rows. */
  'import.progress': { importId: string; rowsRead: number; bytes: number; totalBytes: number | null };
  /** Work out stage movements and alerts; without ids for every account of the tenant. */
  'accounts.evaluate': { accountIds: string[] | null };
  /** A job has come further. */
  'job.progress': { jobId: string; name: string; status: JobStatus; percent: number };
  /** Mail to one person. */
  'mail.send': { to: string; subject: string; text: string; html?: string };
  'stage.proposed': { proposalId: string; kind: string; from: string; to: string };
  'stage.changed': { from: string | null; to: string; kind: string };
  'alert.opened': { alertId: string; detector: string };
  'alert.closed': { alertId: string; detector: string };
  'complaint.filed': { complaintId: string; number: string; subject: string };
  'complaint.changed': { complaintId: string; number: string; status: string };
}

export type Topic = keyof TopicPayloads;
export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** A row of the outbox as the queue carries it. */
export interface Message<T extends Topic = Topic> {
  readonly id: string;
  readonly tenantId: string;
  readonly topic: T;
  readonly payload: TopicPayloads[T];
}
