/** For how long what was done is remembered, in milliseconds: GitHub delivers again for three days, its Enterprise Server for seven. */
export const REMEMBERED = 7 * 24 * 60 * 60 * 1_000;

/** How many jobs are forgotten in one step, so that others get their turn in between. */
export const FORGOTTEN_AT_ONCE = 5_000;

/** How many dead letters of a queue are shown. */
export const DEAD_SHOWN = 100;
