/** Has what concerns the same thing happen one after another; everything else goes on side by side. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does the work when whatever was begun before it under the same key has ended, well or not. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.last.set(key, turn);
    return turn;
  }
}
