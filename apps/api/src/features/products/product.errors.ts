import { DomainError } from '../../platform/errors/domain-error.js';

/** An input named a product category that does not exist. */
export class CategoryNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Product category not found.', [
      { path: ['input', 'categoryId'], code: 'NOT_FOUND' },
    ]);
  }
}

/** Another product, or another category, of the supplier has this number. */
export class ProductNumberTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'EXTERNAL_ID_TAKEN', 'Something else has this external id already.', [
      { path: ['input', 'externalId'], code: 'EXTERNAL_ID_TAKEN' },
    ]);
  }
}
