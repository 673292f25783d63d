import type { Difference, Replay } from "../core/model/replay.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { terminal, type TerminalContext } from "./terminal.ts";
import { wrap } from "./wrap.ts";

/** What a record is called, for people. */
export interface Replayed {
  readonly name: string;
  readonly digest: string;
  readonly replay: Replay;
}

/** The decision as judged again, and in what it differs from the one on record. */
export function replayInTerminal(
  { name, digest, replay }: Replayed,
  context: TerminalContext,
): string {
  const { style } = context;
  const { again, recorded, differences, leftOut } = replay;
  const same = differences.length === 0;
  const [writer, reader] = [recorded, again].map(({ provenance }) => plain(provenance.version));
  const versions = `recorded by mltrl-gate ${writer}, judged again by ${reader}`;
  const lines = [
    same
      ? style.good(`✓ ${plain(name)}: the same decision`)
      : style.bad(`✗ ${plain(name)}: ${count(differences.length, "difference")}`),
    ...differences.flatMap((difference) => differenceLines(difference)),
    ...leftOut.flatMap((id) =>
      wrap(`${plain(id)} is shown as it was judged: its facts were too large to be kept`, "note: "),
    ),
    style.dim(`${digest} · ${versions}`),
  ];
  return `${terminal(again, context)}\n${lines.join("\n")}\n`;
}

function differenceLines({ of, rule, recorded, again }: Difference): string[] {
  const about = rule === undefined ? plain(of) : `${plain(of)} ${plain(rule)}`;
  return [
    `  ${about}`,
    ...wrap(plain(recorded, 1000), "    then  "),
    ...wrap(plain(again, 1000), "    now   "),
  ];
}
