import type { PolicyFault } from '@mortise/domain';
import { DomainError, InputInvalid } from '../../platform/errors/domain-error.js';

const MESSAGES: Readonly<Record<PolicyFault['code'], string>> = {
  TYPE_WRONG: 'is of another type',
  VALUE_REQUIRED: 'needs a value',
  FIELD_UNKNOWN: 'is no setting',
  CODE_UNKNOWN: 'is none of the codes it may be',
  DAY_INVALID: 'is no day of the calendar',
  OUT_OF_RANGE: 'is out of its bounds',
  NOT_WHOLE: 'must be a whole number',
  CRITERION_TWICE: 'names a criterion twice',
  CRITERION_REQUIRED: 'must be required by itself, not as an alternative',
  CRITERION_NEVER_MET: 'is never met at this gate',
  GROUND_REQUIRED: 'must require the fact that it is there for',
  BOUND_REQUIRED: 'needs the bound that it is measured against',
  ORDER_WRONG: 'must not be below the setting before it',
  SCHEMA_UNKNOWN: 'is of a shape that is not known',
};

function reasonsOf(faults: readonly PolicyFault[]) {
  return faults.map(({ code, path }) => ({ path: ['policy', ...path.split('.')], code, message: MESSAGES[code] }));
}

/** The policy would not be sound; `reasons` name every fault by its path in the document, after `policy`. */
export class PolicyInvalid extends InputInvalid {
  constructor(faults: readonly PolicyFault[]) {
    super(reasonsOf(faults));
  }
}

/** A setting that nothing goes by yet. */
export class SettingNotInForce extends InputInvalid {
  constructor(index: number) {
    const message = 'is no setting that Mortise goes by; `policy { settings }` lists those it does.';
    super([{ path: ['input', 'settings', index, 'path'], code: 'FIELD_UNKNOWN', message }]);
  }
}

/** No time zone has that name. */
export class TimeZoneUnknown extends InputInvalid {
  constructor() {
    const message = 'is no time zone; names are such as Asia/Taipei.';
    super([{ path: ['input', 'timeZone'], code: 'TIME_ZONE_UNKNOWN', message }]);
  }
}

/** The stored policy cannot be read, for it was written by a later Mortise. */
export class PolicyUnreadable extends DomainError {
  constructor(faults: readonly PolicyFault[]) {
    super('CONFLICT', 'POLICY_UNREADABLE', 'The stored policy cannot be read by this version.', reasonsOf(faults));
  }
}

/** Somebody has changed the policy since the caller looked. */
export class PolicyChanged extends DomainError {
  constructor() {
    super('CONFLICT', 'POLICY_CHANGED', 'The policy was changed in the meantime; look again.');
  }
}
