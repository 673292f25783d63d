import { isDeepStrictEqual } from "node:util";

type Combination = Readonly<Record<string, unknown>>;

/** The jobs that a matrix makes: page "Running variations of jobs in a workflow". */
export function combinationsOf(matrix: Combination | undefined): Combination[] {
  if (matrix === undefined) return [{}];
  const { include = [], exclude = [], ...axes } = matrix;
  let found: Record<string, unknown>[] = Object.keys(axes).length === 0 ? [] : [{}];
  for (const [name, values] of Object.entries(axes))
    found = found.flatMap((one) =>
      (values as unknown[]).map((value) => ({ ...one, [name]: value })),
    );
  found = found.filter(
    (one) =>
      !(exclude as Combination[]).some((pattern) => agrees(one, pattern, Object.keys(pattern))),
  );
  const own = Object.keys(axes);
  const originals = [...found];
  for (const addition of include as Combination[]) {
    const shared = Object.keys(addition).filter((key) => own.includes(key));
    const fitting = originals.filter((one) => agrees(one, addition, shared));
    if (fitting.length === 0) found.push({ ...addition });
    for (const one of fitting) Object.assign(one, addition);
  }
  return found;
}

function agrees(one: Combination, other: Combination, keys: readonly string[]): boolean {
  return keys.every((key) => isDeepStrictEqual(one[key], other[key]));
}

/** How a job of a matrix is told from its sisters: `test (20, linux)`. */
export function matrixName(name: string, combination: Combination): string {
  const values = Object.values(combination).map(String);
  return values.length === 0 ? name : `${name} (${values.join(", ")})`;
}
