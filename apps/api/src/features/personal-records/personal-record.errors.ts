import type { PrivateRecordFault } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';

const SAID: Readonly<Record<PrivateRecordFault, readonly [code: string, message: string, field: string | null]>> = {
  TENANT_SWITCHED_OFF: ['PERSONAL_RECORDS_OFF', 'Personal records are switched off.', null],
  NO_BASIS: ['PERSONAL_BASIS_REQUIRED', 'Say on what ground it is kept.', 'basis'],
  NO_PURPOSE: ['PERSONAL_PURPOSE_REQUIRED', 'Say what it is kept for.', 'purpose'],
  NO_EXPIRY: ['PERSONAL_EXPIRY_REQUIRED', 'Say when it is to be erased.', 'keepMonths'],
  EXPIRED: ['PERSONAL_EXPIRY_REQUIRED', 'It would be erased already.', 'keepMonths'],
};

/** A personal detail without all that makes keeping it lawful. */
export class PersonalRecordRefused extends DomainError {
  constructor(faults: readonly [PrivateRecordFault, ...PrivateRecordFault[]]) {
    const [code, message] = SAID[faults[0]];
    const reasons = faults.map((fault) => {
      const [each, , field] = SAID[fault];
      return { path: field === null ? [] : ['input', field], code: each };
    });
    super(faults[0] === 'TENANT_SWITCHED_OFF' ? 'CONFLICT' : 'INVALID', code, message, reasons);
  }
}
