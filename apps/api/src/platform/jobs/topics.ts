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
  /** Keep how accounts stand today, since facts of theirs have changed. */
  'standing.keep': { accountIds: readonly string[] };
  /** Work out what every account of the tenant is worth, and its next products. */
  'value.compute': Record<string, never>;
  /** Add up the years of accounts whose order lines have changed. */
  'sales-years.compute': Record<string, never>;
  /** Work out from the facts what is kept beside them; `repair` brings what differs in line with them. */
  'figures.rebuild': { repair: boolean };
  /** A job has come further. */
  'job.progress': { jobId: string; name: string; status: JobStatus; percent: number };
  /** Mail to one person. */
  'mail.send': MailMessage;
  /** Somebody asked for sign-in links; known or not is found out by the job, so that the answer takes the same time. */
  'portal.sign-in': { email: string };
  /** Delete uploads that nothing refers to. */
  'files.sweep': Record<string, never>;
  /** Ask for what is to be done because of deliveries and seasons, and take back what no longer is. */
  'follow-ups.keep': Record<string, never>;
  /** Forget drafts of touches that nobody has completed in time. */
  'touch-drafts.expire': Record<string, never>;
  /** Delete messages that are too old for anybody to ask for. */
  'outbox.purge': Record<string, never>;
  /** Find who is to be sent a digest now, or has mail waiting. */
  'notifications.due': Record<string, never>;
  /** Write somebody's digest of a day. */
  'notifications.digest': { staffId: string; day: string };
  /** Mail somebody what is waiting. */
  'notifications.mail': { staffId: string };
  /** Forget what people were told long ago. */
  'notifications.purge': Record<string, never>;
  /** Forget counted attempts of days gone by. */
  'rate-limits.purge': Record<string, never>;
  'stage.proposed': { proposalId: string; kind: string; from: string; to: string };
  'stage.changed': { from: string | null; to: string; kind: string };
  /** An account is watched or warned about; `notify` says who is to be told: nobody of what is only watched. */
  'alert.opened': AlertMessage & { signals: readonly string[]; exceptional: boolean };
  /** It became graver, was confirmed, is recovering, or has become a crisis. */
  'alert.changed': AlertMessage & { from: string };
  'alert.closed': AlertMessage & { from: string; reason: string };
  'case.opened': { caseId: string; alertId: string };
  /** A case went on; `event` is what happened last. */
  'case.changed': { caseId: string; from: string | null; state: string; event: string };
  'win-back.changed': { winBackId: string; caseId: string; from: string | null; state: string };
  /** An account's plan went on; `event` is what happened last. */
  'account-plan.changed': { planId: string; from: string | null; state: string; event: string };
  /** Draw the PDF of a quarterly review that was issued. */
  'quarterly-review.draw': { packId: string };
  'compliance.referred': { referralId: string; caseId: string | null };
  /** A customer is to be invited to speak; `notify` says who is to be told. */
  'invitation.made': { invitationId: string; dueOn: string; notify: readonly string[] };
  /** An invitation to speak went on; `event` is what happened last. An answer is told to the owner. */
  'invitation.changed': {
    invitationId: string;
    from: string | null;
    state: string;
    event: string;
    answer: string | null;
    notify: readonly string[];
  };
  /** An advisory was written or went on; `event` is what happened last. What the customer does with it is told to the owner. */
  'advisory.changed': {
    advisoryId: string;
    kind: string;
    from: string | null;
    state: string;
    event: string;
    notify: readonly string[];
  };
  /** A customer's word about a product went on; `event` is what happened last. */
  'product-feedback.changed': {
    feedbackId: string;
    /** The entry of the ledger that says it. */
    entryId: string;
    clusterId: string | null;
    verdict: string | null;
    from: string | null;
    state: string;
    event: string;
  };
  /** A gift was asked for or went on; `event` is what happened last. */
  'gift.changed': { giftId: string; from: string | null; state: string; event: string };
  /** A trigger went on; `event` is what happened last. */
  'trigger.changed': { entryId: string; trigger: string; from: string; state: string; event: string };
  /** End triggers whose window is over. */
  'triggers.expire': Record<string, never>;
  /** Erase what is known of people as receivers of gifts once its time is over. */
  'gift-recipients.expire': Record<string, never>;
  /** Stop waiting for answers whose time is over. */
  'invitations.expire': Record<string, never>;
  /** A round of assessment went on; `event` is what happened last, `outstanding` how many have not answered. */
  'assessment.changed': {
    roundId: string;
    from: string | null;
    step: string;
    event: string;
    outstanding: number;
    level: string | null;
  };
  /** Some of our people are asked for their view of a relationship, or reminded. */
  'assessment.asked': { roundId: string; staffIds: readonly string[] };
  /** Remind raters whose time is nearly over, and close rounds whose time is. */
  'assessments.clock': Record<string, never>;
  /** Erase personal details whose time is over. */
  'personal-records.expire': Record<string, never>;
  'complaint.filed': { complaintId: string; number: string; subject: string };
  'complaint.changed': { complaintId: string; number: string; from: string; status: string };
  /** A deadline of a complaint has passed unmet; `run` is how often the clock has begun from zero, `notify` who is told. */
  'complaint.breached': {
    complaintId: string;
    number: string;
    step: string;
    run: number;
    dueAt: string;
    notify: readonly string[];
  };
  /** Look at the clocks of complaints; without ids at all of which a deadline may have passed. */
  'complaints.clocks': { complaintIds?: readonly string[] };
  /** Nothing is sent to a webhook's endpoint any more, and nobody has wanted that. */
  'webhook.disabled': { endpointId: string; reason: string };
  /** Something is to be sent to these endpoints now. */
  'webhooks.wake': { endpointIds: readonly string[] };
  /** Find endpoints for which something is due that nobody was told of. */
  'webhooks.due': Record<string, never>;
  /** Forget webhooks of long ago, and keys that sign no more. */
  'webhooks.purge': Record<string, never>;
}

/** An alert and how it stands now. */
export interface AlertMessage {
  alertId: string;
  state: string;
  /** OWNER, MANAGER, EXECUTIVE. */
  notify: readonly string[];
}

export type Topic = keyof TopicPayloads;
export type JobStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** Topics that carry a secret or a stranger's address: the payload is blanked once the job has done its work. */
export const PRIVATE_TOPICS: readonly Topic[] = ['mail.send', 'portal.sign-in'];

/** Topics published for every tenant at night. */
export const NIGHTLY_TOPICS = [
  'files.sweep',
  'touch-drafts.expire',
  'outbox.purge',
  'rate-limits.purge',
  'value.compute',
  'sales-years.compute',
  'follow-ups.keep',
  'invitations.expire',
  'assessments.clock',
  'notifications.purge',
  'webhooks.purge',
  'personal-records.expire',
  'gift-recipients.expire',
  'triggers.expire',
] as const satisfies readonly Topic[];

/** Topics published for every tenant each quarter of an hour: the step in which the wall clocks of the world differ. */
export const QUARTER_HOURLY_TOPICS = [
  'complaints.clocks',
  'notifications.due',
  'webhooks.due',
] as const satisfies readonly Topic[];

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
