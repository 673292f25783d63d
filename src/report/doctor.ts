import type { Diagnoses, Diagnosis } from "../core/model/doctor.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Longer than any sentence of ours with a few names in it. */
const LENGTH = 1000;

/** Whether the gate holds as far as it could be looked at: what is not known is no good news. */
export function isSound({ found }: Diagnoses): boolean {
  return found.every(({ outcome }) => outcome === "good" || outcome === "advice");
}

/** What the doctor found, for a terminal. */
export function doctorInTerminal(diagnoses: Diagnoses, style: Style): string {
  const signs = {
    good: style.good("✓"),
    advice: style.waiting("!"),
    problem: style.bad("✗"),
    unknown: style.bad("?"),
  };
  const lines = diagnoses.found.flatMap(({ outcome, says, mend }) => [
    `${signs[outcome]} ${wrap(plain(says, LENGTH), "  ").join("\n").trimStart()}`,
    ...(mend === undefined ? [] : wrap(plain(mend, LENGTH), "  → ")),
  ]);
  return `${[...lines, "", style.bold(summaryOf(diagnoses))].join("\n")}\n`;
}

/** The same as data. */
export function doctorOutput({ branch, commit, found }: Diagnoses) {
  return { version: 1, ...(branch !== undefined && { branch, commit }), diagnoses: found };
}

/** The verdict in a sentence. */
function summaryOf({ found }: Diagnoses): string {
  const of = (wanted: Diagnosis["outcome"]): number =>
    found.filter(({ outcome }) => outcome === wanted).length;
  const [problems, unknown, advice] = [of("problem"), of("unknown"), of("advice")];
  const parts = [
    ...(problems > 0 ? [count(problems, "problem")] : []),
    ...(unknown > 0 ? [`${unknown} not to be seen`] : []),
    ...(advice > 0 ? [`${advice} worth a look`] : []),
  ];
  if (parts.length === 0) return "The gate holds.";
  return problems + unknown > 0
    ? `The gate may be got around: ${parts.join(", ")}.`
    : `The gate holds; ${parts.join(", ")}.`;
}
