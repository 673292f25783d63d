import type { CardRow, CardSection } from "../core/model/card.ts";

/** A row of the summary table, or one of the deck's that say who owns and who reviews in one cell. */
export type RowLabel =
  | CardRow
  | "product-owner"
  | "owner-and-reviewer"
  | "product-owner-and-reviewer";

const ROWS: Readonly<Record<RowLabel, readonly string[]>> = {
  "tech-name": [
    "tech name",
    "technology name",
    "technology",
    "tech",
    "project name",
    "component",
    "component name",
    "name",
  ],
  "current-level": [
    "current level",
    "level",
    "trl",
    "mltrl",
    "current trl",
    "current mltrl",
    "trl level",
    "mltrl level",
    "current mltrl level",
    "readiness level",
    "technology readiness level",
  ],
  owners: ["owner", "owners", "r d owner", "tech owner", "technical owner", "project owner"],
  reviewers: ["reviewer", "reviewers", "r d reviewer", "reviewed by"],
  "main-project-page": [
    "main project page",
    "main page",
    "project page",
    "project overview",
    "project wiki",
    "wiki",
  ],
  requirements: [
    "reqs v v docs",
    "reqs docs",
    "reqs",
    "requirements v v docs",
    "requirements docs",
    "requirements",
    "v v docs",
  ],
  "code-repository": [
    "code repo docs",
    "code repository docs",
    "code docs",
    "code repo",
    "code repository",
    "source code",
    "repository",
    "repo",
    "code",
  ],
  ethics: ["ethics checks", "ethics check", "ethics checklist", "ethics", "ethical considerations"],
  "coupled-components": ["coupled components", "coupled component", "coupled with", "coupling"],
  "product-owner": ["product owner", "prod owner"],
  "owner-and-reviewer": ["owner reviewer", "r d owner reviewer", "owners reviewers"],
  "product-owner-and-reviewer": ["prod owner reviewer", "product owner reviewer"],
};

const SECTIONS: Readonly<Record<CardSection, readonly string[]>> = {
  "tl-dr": ["tl dr", "tldr", "tl dr summary", "summary"],
  "top-level-requirements": [
    "top level requirements",
    "top level reqs",
    "toplevel requirements",
    "requirements",
    "key requirements",
  ],
  "model-info": [
    "model algorithm info",
    "model info",
    "algorithm info",
    "model algorithm information",
    "model information",
    "model alg info",
    "model alg details",
    "model algorithm details",
    "model details",
    "algorithm details",
    "model description",
  ],
  "intended-use": ["intended use", "intended uses", "intended use cases", "intended usage"],
  "testing-status": [
    "testing status",
    "test status",
    "testing",
    "tests",
    "metrics results",
    "metrics",
  ],
  "data-considerations": [
    "data considerations",
    "data consideration",
    "data info",
    "data information",
    "dataset considerations",
    "data",
    "datasets",
  ],
  caveats: [
    "caveats known edge cases recommendations",
    "caveats edge cases recommendations",
    "caveats known edge cases",
    "caveats recommendations",
    "caveats",
    "known edge cases",
    "key assumptions",
    "assumptions",
  ],
  "stage-debrief": ["mltrl stage debrief", "trl stage debrief", "stage debrief", "debrief"],
};

const ROW_OF = byAlias(ROWS);
const SECTION_OF = byAlias(SECTIONS);

/** The row that a label of a table means, whatever its spelling. */
export function rowLabel(label: string): RowLabel | undefined {
  return ROW_OF.get(normalized(label));
}

/** The section that a heading means, whatever its spelling. */
export function sectionLabel(heading: string): CardSection | undefined {
  return SECTION_OF.get(normalized(heading));
}

/** `Req's, V&V docs` becomes `reqs v v docs`, `2. Owner(s)` becomes `owner`. */
function normalized(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/\([^()]*\)|\[\^[^[\]]*\]|['’`]/g, "")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .replaceAll(/\b(?:and|or)\b/g, " ")
    .replaceAll(/ +/g, " ")
    .trim()
    .replace(/^\d+(?: \d+)* (?=[a-z])/, "");
}

function byAlias<Key extends string>(
  aliases: Readonly<Record<Key, readonly string[]>>,
): ReadonlyMap<string, Key> {
  const keys = Object.keys(aliases) as Key[];
  return new Map(keys.flatMap((key) => aliases[key].map((alias): [string, Key] => [alias, key])));
}
