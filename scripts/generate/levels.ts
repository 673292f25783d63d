import type { Level } from "../../src/core/model/level.ts";

/** Every level, in order. */
export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
