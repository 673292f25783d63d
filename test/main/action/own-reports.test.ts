import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../../src/core/model/fact.ts";
import type { WorkflowRun } from "../../../src/core/model/ci-report.ts";
import type { NamedReports } from "../../../src/evidence/named-reports.ts";
import { ownReports } from "../../../src/main/action/own-reports.ts";
import type { CiReports } from "../../../src/ports/ci-reports.ts";
import { checkOutZoo } from "./zoo-checkout.ts";

const OWN = ".github/workflows/ci.yml";
const OTHER = ".github/workflows/other.yml";

let zoo: ReturnType<typeof checkOutZoo>;
beforeEach(() => {
  zoo = checkOutZoo({ "a.txt": "a", "committed.xml": "<testsuites/>" });
});
afterEach(() => zoo.close());

const earlier = { id: 3, workflow: OWN } as WorkflowRun;
const elsewhere: CiReports = {
  runs: (workflow) => Promise.resolve(workflow === OWN ? known([earlier]) : known([])),
  provenance: () => Promise.resolve(unavailable("missing", "nothing is signed")),
  delivered: () => Promise.resolve(unavailable("missing", "elsewhere")),
};

function reports(named: readonly NamedReports[], changes: { head?: string; ref?: string } = {}) {
  const said: string[] = [];
  const workflowRef = changes.ref ?? `acme/zoo/${OWN}@refs/heads/topic`;
  const options = zoo.optionsOf({
    run: { id: 9, attempt: 2, url: "", workflowRef },
    head: changes.head,
    named,
    elsewhere,
    say: (line) => void said.push(line),
  });
  const ci = ownReports(options);
  const delivered = async () => {
    const runs = await ci.runs(OWN, "head");
    const [own] = runs.state === "known" ? runs.value : [];
    return own === undefined ? undefined : ci.delivered(own);
  };
  return { ci, delivered, said, head: options.head };
}

describe("what this run made", () => {
  test("counts as delivered by it, with what each file is", async () => {
    zoo.repository.write({
      "reports/unit/a.xml": "<a/>",
      "reports/notes.txt": "no report",
      "reports/link.xml": { link: "unit/a.xml" },
      "node_modules/x/reports/b.xml": "<b/>",
    });
    const { delivered, head } = reports([
      { pattern: "**/*.xml", format: "junit", component: "nodule-detector" },
    ]);
    const found = await delivered();
    const [delivery] = found?.state === "known" ? found.value : [];
    expect(delivery?.manifest).toMatchObject({
      repositoryId: 1,
      headSha: head,
      checkedOutSha: head,
      runId: 9,
      runAttempt: 2,
      files: [
        {
          path: "reports/unit/a.xml",
          bytes: 4,
          format: "junit",
          component: "nodule-detector",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
    expect(await delivery?.bytes("reports/unit/a.xml")).toMatchObject({
      value: Buffer.from("<a/>"),
    });
    expect(await delivery?.bytes("other")).toMatchObject({ cause: "missing" });
  });

  test("comes before what earlier runs made, and other workflows are asked for elsewhere", async () => {
    const { ci } = reports([]);
    expect(await ci.runs(OWN, "head")).toMatchObject({ value: [{ id: 9, attempt: 2 }, { id: 3 }] });
    expect(await ci.runs(OTHER, "head")).toEqual(known([]));
    expect(await ci.runs(OWN, "base")).toEqual(known([earlier]));
    expect(await ci.delivered(earlier)).toMatchObject({ reason: "elsewhere" });
  });

  test("is nothing of a workflow of another repository", async () => {
    const { ci } = reports([], { ref: `acme/gates/${OWN}@refs/heads/main` });
    expect(await ci.runs(OWN, "head")).toEqual(known([earlier]));
  });

  test("is told while it is long", async () => {
    zoo.repository.write({ "big.xml": "x".repeat(5 * 1024 * 1024) });
    const { delivered, said } = reports([{ pattern: "big.xml", format: "junit" }]);
    await delivered();
    expect(said).toEqual(["Reading big.xml, 5 MiB"]);
  });
});

describe("what does not count", () => {
  test("reports of another commit than the head or its merge", async () => {
    const { delivered } = reports([{ pattern: "a.txt" }], { head: "e".repeat(40) });
    expect(await delivered()).toMatchObject({
      cause: "stale",
      reason: expect.stringContaining("is checked out, and this run is about eeee"),
    });
  });

  test("a folder without a checkout", async () => {
    const { delivered } = reports([{ pattern: "a.txt" }]);
    zoo.repository.remove();
    expect(await delivered()).toMatchObject({ cause: "missing" });
  });

  test("a file that is committed just as it is", async () => {
    const { delivered } = reports([{ pattern: "*.xml", format: "junit" }]);
    expect(await delivered()).toMatchObject({
      cause: "missing",
      reason: expect.stringContaining("committed.xml is committed just as it is"),
    });
  });
});
