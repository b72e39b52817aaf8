import { sql } from '../../platform/database/tenant-sql.js';
import { embedded, extendReadModel, list, one, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** How the reasons of signals that come of overdue complaints are read. */
export const COMPLAINT_BREACH_READS = [
  extendReadModel('SignalWhy', {
    complaintBreach: embedded((why) => ({ explanation: why('explanation') }), {
      present: (why) => sql`${why('kind')} = 'COMPLAINT_BREACH'`,
    }),
  }),
  readModel('ComplaintBreachWhy', {
    fields: {
      steps: list({
        from: (why) => sql`
          select s."complaintId" as complaint_id, s.number, s.severity, s.step, s."dueAt" as due_at, s."hoursLate" as hours_late,
            s."policyVersion" as policy_version, s.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'steps') as ("complaintId" uuid, number text, severity text, step text,
            "dueAt" timestamptz, "hoursLate" float8, "policyVersion" integer)) with ordinality as s`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
      }),
    },
  }),
  readModel('OverdueComplaintStep', {
    fields: {
      complaint: one({
        where: (step, complaint) => sql`${complaint('id')} = ${step('complaint_id')}`,
        permission: 'complaint.read',
        // The signal is seen by whoever sees its account, and so are the account's complaints.
        implied: true,
      }),
    },
  }),
];
