/** A control has a new value, chosen by the user; `value` is the whole new value. */
export class ValueChangeEvent<T> extends Event {
  static readonly eventName = 'mortise-change';

  constructor(readonly value: T) {
    super(ValueChangeEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The user typed into a search field and expects matching options. */
export class SearchEvent extends Event {
  static readonly eventName = 'mortise-search';

  constructor(readonly text: string) {
    super(SearchEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The user chose photos, which the page reads, shrinks and hands back as pictures. */
export class FilesAddEvent extends Event {
  static readonly eventName = 'mortise-files-add';

  constructor(readonly files: readonly File[]) {
    super(FilesAddEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The user wants the picture with this key gone. */
export class FileRemoveEvent extends Event {
  static readonly eventName = 'mortise-file-remove';

  constructor(readonly key: string) {
    super(FileRemoveEvent.eventName, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mortise-change': ValueChangeEvent<unknown>;
    'mortise-search': SearchEvent;
    'mortise-files-add': FilesAddEvent;
    'mortise-file-remove': FileRemoveEvent;
  }
}
