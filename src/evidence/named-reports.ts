import { patternFault } from "../core/source/glob.ts";

/** Reports that a workflow names beside those of the policy. */
export interface NamedReports {
  readonly pattern: string;
  /** How they are written; told by their content if not given. */
  readonly format?: string;
  /** The component that they speak of, where it is one. */
  readonly component?: string;
}

const COMPONENT = /^[a-z0-9][a-z0-9-]{0,63}$/;
const KEYS = ["format", "component"] as const;

/** Reads `reports/unit/*.xml format=junit component=nodule-detector`; of a line that is wrong, all that is. */
export function namedReports(line: string): NamedReports | { readonly faults: readonly string[] } {
  const [pattern = "", ...settings] = line.trim().split(/\s+/);
  const fault = pattern === "" ? "is expected first, from the root of the repository" : patternFault(pattern); // prettier-ignore
  const faults = fault === undefined ? [] : [`a pattern ${fault}; got ${JSON.stringify(pattern)}`];
  const found = new Map<string, string>();
  for (const setting of settings) {
    const [, key = "", value = ""] = /^(\w+)=(.+)$/.exec(setting) ?? [];
    if (!KEYS.some((each) => each === key)) {
      faults.push(`expected format=NAME or component=ID after ${pattern}; got ${JSON.stringify(setting)}`); // prettier-ignore
    } else if (key === "component" && !COMPONENT.test(value)) {
      faults.push(`expected the id of a component after ${pattern}; got ${JSON.stringify(value)}`);
    } else found.set(key, value);
  }
  if (faults.length > 0) return { faults };
  const [format, component] = KEYS.map((key) => found.get(key));
  return {
    pattern,
    ...(format !== undefined && { format }),
    ...(component !== undefined && { component }),
  };
}
