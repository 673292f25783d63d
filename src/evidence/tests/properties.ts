import { cutText } from "./cut-text.ts";

/** Far more of one case than tools write. */
const MAX_PROPERTIES = 1000;
/** Longer lines of a test's output are no property. */
const MAX_LINE = 4096;

/** A property as test tools write it in output, where their format has no place for it. */
const START = "[[PROPERTY|";
const END = "]]";

/** Adds a property; values of a name that is written several times stand on lines of their own. */
export function addProperty(properties: Map<string, string>, name: string, value: string): void {
  const key = cutText(name);
  const before = properties.get(key);
  if (key === "" || (before === undefined && properties.size >= MAX_PROPERTIES)) return;
  const text = cutText(value);
  properties.set(key, before === undefined ? text : cutText(`${before}\n${text}`));
}

/** Takes a test's output piece by piece. */
export interface PropertyLines {
  add(text: string): void;
  end(): void;
}

/** Finds lines such as `[[PROPERTY|requirement=4.2.1]]` in output of any size. */
export function propertyLines(properties: Map<string, string>): PropertyLines {
  let line = "";
  const take = (): void => {
    const text = line.trim();
    line = "";
    if (text.length > MAX_LINE || !text.startsWith(START) || !text.endsWith(END)) return;
    const [name, ...value] = text.slice(START.length, -END.length).split("=");
    if (name !== undefined && value.length > 0) addProperty(properties, name, value.join("="));
  };
  return {
    add(text) {
      const lines = text.split("\n");
      for (const [at, piece] of lines.entries()) {
        if (at > 0) take();
        if (line.length <= MAX_LINE) line += piece.slice(0, MAX_LINE + 1);
      }
    },
    end: take,
  };
}
