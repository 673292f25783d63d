/** So many lines without code for each that has some are walked through. */
const MOST_GAPS = 20;

/**
 * Hits by line number, in the order of the lines. A report has millions of lines, most of them next to each
 * other: a list takes a quarter of the memory of a `Map`.
 */
export class LineHits implements ReadonlyMap<number, number> {
  readonly #hits: (number | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(line: number): number | undefined {
    return this.#hits[line];
  }

  has(line: number): boolean {
    return this.#hits[line] !== undefined;
  }

  set(line: number, hits: number): void {
    if (this.#hits[line] === undefined) this.#size += 1;
    this.#hits[line] = hits;
  }

  *entries(): MapIterator<[number, number]> {
    const { length } = this.#hits;
    // Lines that are far apart are walked by what there is, not by what may be between them.
    const lines = length > MOST_GAPS * this.#size ? Object.keys(this.#hits).map(Number) : undefined;
    const count = lines?.length ?? length;
    for (let i = 0; i < count; i += 1) {
      const line = lines === undefined ? i : (lines[i] ?? 0);
      const hits = this.#hits[line];
      if (hits !== undefined) yield [line, hits];
    }
  }

  *keys(): MapIterator<number> {
    for (const [line] of this.entries()) yield line;
  }

  *values(): MapIterator<number> {
    for (const [, hits] of this.entries()) yield hits;
  }

  forEach(use: (hits: number, line: number, lines: ReadonlyMap<number, number>) => void): void {
    for (const [line, hits] of this.entries()) use(hits, line, this);
  }

  [Symbol.iterator](): MapIterator<[number, number]> {
    return this.entries();
  }
}
