/** What the gate understands of one file, without a repository around it. */
export interface Inspection {
  readonly file: string;
  /** What it is about: `coverage`, `tests`, `card`, `checklist`, `tags` ...; null where nothing was recognised. */
  readonly kind: string | null;
  /** How it is written: `cobertura`, `junit`, `front-matter` ...; null where nothing was recognised. */
  readonly format: string | null;
  /** Totals by name, recomputed from the items. */
  readonly summary: Readonly<Record<string, unknown>>;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Why it cannot be read, or cannot be read in full. */
  readonly problems: readonly {
    readonly line?: number;
    readonly column?: number;
    readonly message: string;
  }[];
}
