import { createHmac } from 'node:crypto';

/**
 * The roles Mortise works with. Only the first three sign in:
 * `mortise_app` answers requests (row-level security applies to it),
 * `mortise_import` loads files (row-level security applies; alone may use the staging schema),
 * `mortise_queue` owns the queue's schema,
 * `mortise_migrator` changes the schema as a member of `mortise_owner`, which nobody can sign in as.
 */
export const DATABASE_ROLES = ['mortise_app', 'mortise_import', 'mortise_queue', 'mortise_migrator'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** Password of a role: derived from the secret, so that every process of an installation knows it and none stores it. */
export function rolePassword(secret: string, role: DatabaseRole): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url');
}

/** The URL of the database or of its pooler, for a restricted role. */
export function roleUrl(databaseUrl: string, secret: string, role: DatabaseRole): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.toString();
}
