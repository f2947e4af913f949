/** Chooses records, each with the same chance and whatever happened to the others. */
export class Thinning {
  readonly #keptShare: number;
  readonly #random: () => number;
  /** Records to leave out before the next one that is kept. */
  #skip: number;

  constructor(keptShare: number, random: () => number) {
    this.#keptShare = keptShare;
    this.#random = random;
    this.#skip = this.#next();
  }

  /** Whether to keep the next record. */
  keeps(): boolean {
    if (this.#skip > 0) {
      this.#skip--;
      return false;
    }
    this.#skip = this.#next();
    return true;
  }

  /** The gaps between what is kept have a geometric distribution. */
  #next(): number {
    if (this.#keptShare >= 1) return 0;
    return Math.floor(Math.log(1 - this.#random()) / Math.log(1 - this.#keptShare));
  }
}
