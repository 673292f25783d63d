import type { Pointer } from "./yaml.ts";

/** What stands at a place of a value; undefined where nothing does. */
export function valueAt(value: unknown, pointer: Pointer): unknown {
  let inner = value;
  for (const key of pointer) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = Reflect.get(inner, key);
  }
  return inner;
}
