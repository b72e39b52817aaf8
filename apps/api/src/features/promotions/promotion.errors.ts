import { DomainError } from '../../platform/errors/domain-error.js';

/** Another promotion of the supplier has this code. */
export class PromotionCodeTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'PROMOTION_CODE_TAKEN', 'Another promotion has this code already.', [
      { path: ['input', 'code'], code: 'PROMOTION_CODE_TAKEN' },
    ]);
  }
}

/** An input named a product, a category or a promotion that does not exist. */
export class PromotedThingNotFound extends DomainError {
  constructor(what: 'Product' | 'Product category' | 'Promotion', path: readonly string[]) {
    super('NOT_FOUND', 'NOT_FOUND', `${what} not found.`, [{ path, code: 'NOT_FOUND' }]);
  }
}

/** Accounts take part in it, or order lines name it: that has to be taken back first. */
export class PromotionInUse extends DomainError {
  constructor() {
    super(
      'CONFLICT',
      'PROMOTION_IN_USE',
      'Accounts take part in this promotion, or order lines name it; take that back first.',
    );
  }
}

/** What an import has added goes with the import. */
export class PromotionImported extends DomainError {
  constructor() {
    super('CONFLICT', 'PROMOTION_IMPORTED', 'An import has added this; it goes with the import.');
  }
}

/** Each card takes time of its own; whoever wants more asks again. */
export class TooManyCards extends DomainError {
  constructor(most: number) {
    super('INVALID', 'TOO_MANY_CARDS', `One request gets ${most} promotion cards at most.`);
  }
}

/** The account takes part already. */
export class UptakeRecorded extends DomainError {
  constructor() {
    super('CONFLICT', 'UPTAKE_RECORDED', 'This account takes part in the promotion already.');
  }
}
