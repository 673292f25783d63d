import { scannerFiles } from "../test/support/repository-files.ts";

/** The repository of the reference case: one component, twelve files under `.mltrl`, three levels deep. */
export function referenceFiles(): Record<string, string> {
  return {
    ...scannerFiles(),
    ".mltrl/requirements/nodule-detector.yml": `version: 1
research:
  - id: "1"
    statement: The detector shall find nine of ten nodules above six millimetres.
    verification: { method: unit tests, status: planned }
    validation: { method: a reader study, status: planned }
    risk: { p-failure: 0.2, value: 7, mitigation: [a second reader] }
`,
    ...Object.fromEntries(
      [
        "plan",
        "experiments",
        "testbed",
        "interfaces",
        "slo",
        "pipeline",
        "governance",
        "runbook",
      ].map((kind) => [`.mltrl/documents/nodule-detector/${kind}.md`, document(kind)]),
    ),
    ".mltrl/ethics/nodule-detector.md": "# Ethics\n\n- [ ] **A.1 Informed consent**: asked for\n",
  };
}

function document(heading: string): string {
  return `# ${heading}\n\nWhat there is to say about it, in a sentence that is long enough to count.\n`;
}
