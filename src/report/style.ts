/** How a terminal shows words. Each takes text and gives it back, with or without colour. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly waiting: (text: string) => string;
}

/** For files, pipes and `NO_COLOR`. */
export const PLAIN: Style = {
  bold: (text) => text,
  dim: (text) => text,
  good: (text) => text,
  bad: (text) => text,
  waiting: (text) => text,
};

/** For terminals: bold, faint, green, red, yellow. */
export const COLOUR: Style = {
  bold: sequence(1, 22),
  dim: sequence(2, 22),
  good: sequence(32, 39),
  bad: sequence(31, 39),
  waiting: sequence(33, 39),
};

function sequence(on: number, off: number): (text: string) => string {
  return (text) => `\u001B[${on}m${text}\u001B[${off}m`;
}
