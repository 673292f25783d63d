import { rectangle, describe as words, list } from "./src/area.js";
import { scale } from "./src/my tools/scale.js";
import { halve } from "./src/other/util.js";
import { double } from "./src/util.js";

/** What every runner runs, so that all of them cover the same lines. */
export function works() {
  if (rectangle(2, 3) !== 6) throw new Error("area");
  if (words(4) !== "small") throw new Error("words");
  if (scale(double(halve(4))) !== 40) throw new Error("scale");
  if (list.length !== 2) throw new Error("list");
  try {
    rectangle(-1, 1);
  } catch {
    return;
  }
  throw new Error("negative");
}
