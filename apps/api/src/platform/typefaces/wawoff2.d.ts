declare module 'wawoff2/decompress.js' {
  /** Gives back the font that a WOFF2 file holds. */
  function decompress(woff2: Uint8Array): Promise<Uint8Array>;
  export = decompress;
}
