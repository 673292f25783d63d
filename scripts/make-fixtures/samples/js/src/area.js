// Areas of shapes.

export function rectangle(width, height) {
  if (width < 0 || height < 0) {
    throw new Error("negative side");
  }
  return width * height;
}

export function describe(area) {
  if (area > 100) {
    return "large";
  }
  const word = area > 10 ? "medium" : "small";
  return word;
}

export function neverCalled(value) {
  if (value) return 1;
  return 2;
}

export const list = [
  1,
  2,
].map((each) => each ?? 0);

/* node:coverage ignore next 3 */ /* v8 ignore next 3 */ /* istanbul ignore next */
export function skipped() {
  return undefined;
}
