import type { Comparator } from "./check-schema.ts";
import { shown } from "./compare-value.ts";
import { type Limits, thresholdOf } from "./thresholds.ts";

/** What a comparator asks for, in words: "at most 0.3 and above 0". */
export function describeComparator(comparator: Comparator, limits: Limits): string {
  const number = (asked: unknown): string => String(thresholdOf(asked as number, limits));
  return Object.entries(comparator)
    .map(([name, asked]) => {
      if (Array.isArray(asked)) {
        return name === "between"
          ? `between ${asked.map(number).join(" and ")}`
          : `${name === "in" ? "one" : "none"} of ${asked.map((each) => shown(each as string)).join(", ")}`;
      }
      if (name === "exists") return "a value";
      if (name === "type") return `a ${shown(asked as string).replaceAll('"', "")}`;
      if (name === "equals") return shown(asked as string);
      if (name === "not-equals") return `not ${shown(asked as string)}`;
      const [words, unit] = name.endsWith("-days")
        ? [name.slice(0, -"-days".length), " days"]
        : [name, ""];
      return `${words.replaceAll("-", " ")} ${number(asked)}${unit}`;
    })
    .join(" and ");
}
