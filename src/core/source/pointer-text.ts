import type { Pointer } from "./yaml.ts";

/** A part of a document as people write it, `components.detector.paths[0]`. */
export function pointerText(pointer: Pointer): string {
  return pointer.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
