import { DEMO_ACCOUNTS } from './demo-accounts.data.js';
import { DEMO_PASSWORD, DEMO_STAFF, DEMO_TENANT } from './demo.data.js';
import { buyerEmail, staffEmail } from './demo-organisation.js';

/** Where everything is and whom to sign in as. */
export function demoSummary(url: string): string[] {
  const buyers = DEMO_ACCOUNTS.flatMap(({ key, name, contacts = [] }) =>
    contacts
      .filter(({ invited }) => invited)
      .map((contact) => [buyerEmail(contact.key, key), `${contact.name}, ${name}`] as const),
  );
  const width = Math.max(
    ...[...DEMO_STAFF.map(({ key }) => staffEmail(key)), ...buyers.map(([email]) => email)].map(
      (email) => email.length,
    ),
  );
  return [
    '',
    `Mortise is running with the demo supplier ${DEMO_TENANT.name}.`,
    '',
    `  Everything          ${url}/`,
    `  Staff, GraphiQL     ${url}/graphql`,
    `  Buyers, portal      ${url}/portal/${DEMO_TENANT.slug}`,
    `  Mail that was sent  ${url}/mail`,
    '',
    `  Staff sign in with tenant "${DEMO_TENANT.slug}" and password "${DEMO_PASSWORD}":`,
    ...DEMO_STAFF.map(({ key, does }) => `    ${staffEmail(key).padEnd(width)}  ${does}`),
    '  Buyers open the link in their invitation on the mail page, or ask the portal for a new one:',
    ...buyers.map(([email, who]) => `    ${email.padEnd(width)}  ${who}`),
    '',
  ];
}
