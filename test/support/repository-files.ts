/** Where the card of the component stands. */
export const CARD = ".mltrl/cards/nodule-detector.md";
export const CONFIG = ".mltrl/config.yml";

/** The paths of the component. */
export const COMPONENT_PATHS = ["models/nodule/**", "src/**", "data/**"];

/** A card whose every section says something; tests change what they are about. */
export function cardText(changes: CardChanges = {}): string {
  const { level = 2, sections = {}, extra = "" } = changes;
  const written = { ...SECTIONS, ...sections };
  return `---
name: Nodule detector
level: ${level}
owners: [ml-engineer]
reviewers: [researcher]
main-project-page: https://acme.example/nodule-detector
requirements: .mltrl/requirements/nodule-detector.yml
code-repository: https://acme.example/scanner
ethics: "WIP: .mltrl/ethics/nodule-detector.md"
coupled: []
${changes.models ?? MODELS}${extra}---

# Nodule detector

${Object.entries(written)
  .filter(([, text]) => text !== null)
  .map(([heading, text]) => `## ${heading}\n\n${text}\n`)
  .join("\n")}`;
}

export interface CardChanges {
  readonly level?: number;
  /** By heading; null leaves the section out. */
  readonly sections?: Readonly<Record<string, string | null>>;
  /** Further front matter, each line ended. */
  readonly extra?: string;
  readonly models?: string;
}

const MODELS = `models:
  - name: nodule-net
    version: 1.0.0
    path: models/nodule/weights.bin
datasets:
  - name: chest-scans
    version: 1.0.0
    path: data/scans.csv
    kind: subset
    note: A tenth of the scans of one hospital, drawn at random.
`;

const SECTIONS: Readonly<Record<string, string>> = {
  "TL;DR": "Finds nodules in scans of the chest and marks them for a radiologist.",
  "Top-level requirements": "1. The detector shall find nine of ten nodules above six millimetres.",
  "Model / algorithm info":
    "A convolutional network, nodule-net 1.0.0, looks at each slice and its neighbours.",
  "Intended use": "Second reading in screening. It must not be used to send patients home.",
  "Testing status": "Unit tests cover the reader of scans; the network has property experiments.",
  "Data considerations":
    "Trained on chest-scans 1.0.0. Children and implants are missing from the sample.",
  "Caveats, known edge cases, recommendations": "Thick slices lower the recall markedly.",
  "MLTRL stage debrief": `1. What was accomplished, and by whom? The reader and the first network, by the team.
2. What was punted or de-scoped? Scans of children.
3. What was learned? Slice thickness matters more than resolution.
4. What tech debt was gained, what mitigated? The reader still copies its input.`,
};

/** The checks of the policy: pull requests to the default branch are blocked as well. */
export const CHECKS = `checks:
  main:
    branches: [main]
    enforcement: block
  release:
    branches: ["release/**"]
    enforcement: block
    minimum-level: 4
    scope: all
`;

/**
 * A policy for one component.
 *
 * @param extra further top-level keys
 * @param components further components, indented by two
 */
export function configText(extra = "", components = "", checks = CHECKS): string {
  return `version: 1
${checks}components:
  nodule-detector:
    paths: ${JSON.stringify(COMPONENT_PATHS)}
    source: ["src/**"]
${components}roles:
  researcher: [researcher, research-lead]
  research-lead: [research-lead]
  engineering: [second-engineer]
  product-manager: [acme/product]
${extra}`;
}

/** A repository with one component at level 2 whose rules all hold. */
export function scannerFiles(): Record<string, string> {
  return {
    "README.md": "# Scanner\n\nFinds nodules in scans of the chest.\n",
    "package.json": '{ "name": "scanner", "version": "1.0.0" }\n',
    "models/nodule/weights.bin": "weights of version 1\n",
    "data/scans.csv": "scan,nodules\n1,0\n2,1\n",
    "src/reader.js": "export const read = (scan) => scan;\n",
    [CONFIG]: configText(),
    [CARD]: cardText(),
  };
}

/** How a component started at a level without having walked the gates below. */
export function entryAt(level: number, gatesNotWalked: readonly number[]): string {
  return `entry:
  level: ${level}
  reason: Bought from a partner who had shown all of this.
  gates-not-walked: ${JSON.stringify(gatesNotWalked)}
`;
}
