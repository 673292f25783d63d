import { compileFunction } from "node:vm";

/** A part of a bundle: what it exports, and its code as the body of a CommonJS module. */
export type Part = readonly [exports: readonly string[], code: string];

interface Module {
  exports: object;
}

/**
 * Runs the first part. Each of the others is compiled and run when something that it exports is used for
 * the first time: most runs use few of them.
 *
 * @param nodeRequire loads what is no part: modules of Node
 */
export function runParts(
  parts: readonly Part[],
  nodeRequire: (name: string) => unknown,
  filename: string,
): void {
  const evaluated = new Map<Part, Module>();
  const promised = new Map<Part, object>();

  const evaluate = (part: Part): object => {
    const known = evaluated.get(part);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    evaluated.set(part, module);
    const run = compileFunction(part[1], ["require", "module", "exports"], {
      filename: `${filename}/${parts.indexOf(part)}`,
    });
    run(require, module, module.exports);
    return module.exports;
  };

  const promise = (part: Part): object => {
    const exports = {};
    for (const name of part[0]) {
      Object.defineProperty(exports, name, {
        enumerable: true,
        get: () => Reflect.get(evaluate(part), name) as unknown,
      });
    }
    promised.set(part, exports);
    return exports;
  };

  const require = (name: string): unknown => {
    const part = parts[Number(name)];
    return part === undefined ? nodeRequire(name) : (promised.get(part) ?? promise(part));
  };

  const [main] = parts;
  if (main !== undefined) evaluate(main);
}
