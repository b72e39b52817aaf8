import { DomainError } from '../../platform/errors/domain-error.js';

/** The quarter has not begun, or is not over where it has to be. */
export class QuarterNotOver extends DomainError {
  constructor(code: 'QUARTER_NOT_BEGUN' | 'QUARTER_NOT_OVER') {
    const why = {
      QUARTER_NOT_BEGUN: 'The quarter has not begun yet.',
      QUARTER_NOT_OVER: 'The quarter is not over yet; its figures would still change.',
    };
    super('CONFLICT', code, why[code], [{ path: ['quarter'], code }]);
  }
}

/** An action that is to be shown is none of a plan of this account. */
export class SharedActionNotFound extends DomainError {
  constructor(ids: readonly string[]) {
    const code = 'PLAN_ACTION_NOT_FOUND';
    super(
      'NOT_FOUND',
      code,
      'The plans of the account have no such action; the reasons say which.',
      ids.map((id) => ({ path: ['planActionIds'], code, id })),
    );
  }
}

/** Somebody has replaced the pack since, or it is not the one of this quarter and language. */
export class PackAlreadyReplaced extends DomainError {
  constructor() {
    const code = 'PACK_REPLACED';
    super('CONFLICT', code, 'This is not the newest pack of the quarter in this language; look again.', [
      { path: ['input', 'replaces'], code },
    ]);
  }
}
