import { DomainError, type ErrorReason } from '../../platform/errors/domain-error.js';

/** The request's options, or the file's header, do not describe an import that could be run. */
export class ImportRefused extends DomainError {
  constructor(code: ImportRefusal, message: string, reasons: readonly ErrorReason[] = []) {
    super('INVALID', code, message, reasons);
  }
}

export type ImportRefusal =
  | 'IMPORT_KIND_UNKNOWN'
  | 'IMPORT_OPTION_INVALID'
  | 'FILE_EMPTY'
  | 'FILE_BROKEN'
  | 'HEADER_BROKEN'
  | 'COLUMN_MISSING'
  | 'COLUMN_AMBIGUOUS'
  | 'CURRENCY_NOT_SUPPORTED';

/** The body is neither delimited text nor NDJSON. */
export class ImportMediaTypeUnsupported extends DomainError {
  constructor() {
    super(
      'UNSUPPORTED_MEDIA_TYPE',
      'UNSUPPORTED_MEDIA_TYPE',
      'Send text/csv, application/x-ndjson or application/octet-stream, as it is or with gzip.',
    );
  }
}

/** The sender went away, or the process that ran the import did. What was committed until then stays and is counted. */
export class ImportInterrupted extends DomainError {
  constructor() {
    super(
      'UNAVAILABLE',
      'INTERRUPTED',
      'The file ended before its end. Send it again: what is in already changes nothing.',
    );
  }
}

/** It still reads its file. */
export class ImportRunning extends DomainError {
  constructor() {
    super('CONFLICT', 'IMPORT_RUNNING', 'The import is still running.');
  }
}

export class AlreadyUndone extends DomainError {
  constructor() {
    super('CONFLICT', 'ALREADY_UNDONE', 'The import was undone already.');
  }
}

/** Later facts depend on something the import created; one reason per kind of fact, with how many. */
export class ImportInUse extends DomainError {
  constructor(reasons: readonly ErrorReason[]) {
    super(
      'CONFLICT',
      'IMPORT_IN_USE',
      'Later facts depend on what this import created; they have to go first.',
      reasons,
    );
  }
}
