import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { late, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** How files are read; a link to one is signed anew for each answer. */
function fileModel(type: string) {
  return readModel(type, {
    table: 'file',
    visible: (file, ctx, several) => visibleAccount(ctx, file('account_id'), several),
    fields: { url: late({ id: 'id' }) },
  });
}

export const FILE_READS = fileModel('File');

export const PORTAL_FILE_READS = fileModel('PortalFile');
