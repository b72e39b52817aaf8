// @ts-check

/** What has been started and must be ended, however the bench ends: in reverse order, each once. */
export class Resources {
  /** @type {{ stop: () => Promise<void> }[]} */
  #started = [];
  #closed = false;

  /**
   * @template {{ stop: () => Promise<void> }} T
   * @param {Promise<T>} starting
   * @returns {Promise<T>}
   */
  async add(starting) {
    const started = await starting;
    if (this.#closed) {
      await started.stop();
      throw new Error('The bench is ending.');
    }
    this.#started.push(started);
    return started;
  }

  async close() {
    this.#closed = true;
    for (const started of this.#started.splice(0).reverse()) await started.stop();
  }
}
