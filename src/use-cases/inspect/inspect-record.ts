import { type Requirement, scoreOf } from "../../core/model/requirements.ts";
import type { Fact } from "../../core/model/fact.ts";
import { parseHotfixRecord } from "../../evidence/hotfix-record.ts";
import {
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
} from "../../evidence/records.ts";
import { parseRequirements } from "../../evidence/requirements.ts";
import { parseStamp } from "../../evidence/stamp.ts";
import { type InspectedFile, type Understood, understood } from "./understood.ts";

/** A file of the gate's own that its keys give away, with what is in it. */
interface Sort {
  readonly kind: string;
  /** Keys at the root that only this sort of file has together. */
  readonly keys: readonly string[];
  readonly read: (file: InspectedFile, kind: string) => Understood;
}

const SORTS: readonly Sort[] = [
  { kind: "requirements", keys: ["version", "research"], read: requirements },
  { kind: "requirements", keys: ["version", "product"], read: requirements },
  { kind: "stamp", keys: ["content", "reports"], read: stamp },
  { kind: "hotfix", keys: ["component", "incident"], read: record(parseHotfixRecord) },
  {
    kind: "switchback",
    keys: ["component", "from", "to", "type"],
    read: record(parseSwitchbackRecord),
  },
  {
    kind: "review",
    keys: ["component", "from", "to", "decision"],
    read: record(parseReviewRecord),
  },
  { kind: "decision", keys: ["component", "level", "decision"], read: record(parseDecisionRecord) },
];

/** Requirements, a record of what happened, or a stamp; undefined for any other YAML. */
export function inspectRecord(
  file: InspectedFile,
  keys: ReadonlySet<string>,
): Understood | undefined {
  const sort = SORTS.find((each) => each.keys.every((key) => keys.has(key)));
  return sort?.read(file, sort.kind);
}

function requirements({ text, path }: InspectedFile, kind: string): Understood {
  return understood(kind, "yaml", parseRequirements(text, path), ({ items }) => {
    const count = (of: Requirement["kind"]): number =>
      items.filter((each) => each.kind === of).length;
    return {
      summary: {
        requirements: items.length,
        research: count("research"),
        product: count("product"),
      },
      items: items.map((each) => ({
        id: each.id,
        of: each.kind,
        statement: each.statement,
        verification: each.verification?.status ?? null,
        validation: each.validation?.status ?? null,
        ...(each.risk && { risk: scoreOf(each.risk) }),
        ...(each.risk?.residual && { residual: scoreOf(each.risk.residual) }),
        line: each.place.line ?? null,
      })),
    };
  });
}

function stamp({ text, path }: InspectedFile, kind: string): Understood {
  return understood(kind, "yaml", parseStamp(text, path), ({ content, reports }) => ({
    summary: { content, reports: reports.size },
    items: [...reports].map(([report, id]) => ({ path: report, id })),
  }));
}

function record<T extends object>(
  parse: (text: string, path: string) => Fact<T>,
): (file: InspectedFile, kind: string) => Understood {
  return ({ text, path }, kind) =>
    understood(kind, "yaml", parse(text, standingAt(path)), (value) => ({
      summary: Object.fromEntries(Object.entries(value).filter(([key]) => key !== "place")),
    }));
}

/** A record has to stand where its content says; how somebody reached it on this machine does not count. */
function standingAt(path: string): string {
  const start = path.lastIndexOf(".mltrl/");
  return start < 0 ? path : path.slice(start);
}
