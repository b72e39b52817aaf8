import { DomainError } from '../errors/domain-error.js';
import { IMAGE_TYPES } from './image-type.js';

/** Only pictures are taken in. */
export class FileTypeNotAllowed extends DomainError {
  constructor() {
    super('UNSUPPORTED_MEDIA_TYPE', 'FILE_TYPE_NOT_ALLOWED', `Send one of ${IMAGE_TYPES.join(', ')}.`);
  }
}

/** The content is not what its media type says. */
export class FileContentMismatch extends DomainError {
  constructor() {
    super('UNSUPPORTED_MEDIA_TYPE', 'FILE_CONTENT_MISMATCH', 'The file is not a picture of the kind it says it is.');
  }
}

/** The file is larger than files may be. */
export class FileTooLarge extends DomainError {
  constructor(maxBytes: number) {
    super('TOO_LARGE', 'FILE_TOO_LARGE', `A file may have ${maxBytes / 1024 ** 2} MiB at most.`);
  }
}

/** Nothing was sent. */
export class FileEmpty extends DomainError {
  constructor() {
    super('INVALID', 'FILE_EMPTY', 'The file is empty.');
  }
}

/** Somebody sends files without ever using them. */
export class TooManyFiles extends DomainError {
  constructor() {
    super('TOO_MANY_REQUESTS', 'TOO_MANY_FILES', 'Too many files are waiting to be used; file the complaint first.');
  }
}

/** A file does not exist, belongs to somebody else or is part of something already. */
export class FileNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'FILE_NOT_FOUND', 'File not found.');
  }
}

/** The link was genuine once; a fresh one comes with the complaint. */
export class FileLinkExpired extends DomainError {
  constructor() {
    super('NOT_FOUND', 'FILE_LINK_EXPIRED', 'This link has run out; open the page again for a new one.');
  }
}

/** A form of another site could have sent this request; ours says that it did not. */
export class RequestHeaderMissing extends DomainError {
  constructor() {
    super('FORBIDDEN', 'REQUEST_HEADER_MISSING', 'Send the header x-mortise-request: 1.');
  }
}
