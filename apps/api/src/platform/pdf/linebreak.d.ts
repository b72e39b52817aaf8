declare module 'linebreak' {
  /** Where a line may, or has to, end by the rules of Unicode (UAX 14). */
  class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
  export = LineBreaker;
}
