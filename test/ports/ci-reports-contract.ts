import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { CiReports } from "../../src/ports/ci-reports.ts";

/** A run on the head, as whoever opens a contract has to bring it about. */
export interface ContractRun {
  readonly id: number;
  readonly workflow: string;
  readonly branch: "head" | "base";
  readonly status: "in_progress" | "completed";
  /** Text by path; absent where it delivers nothing. */
  readonly files?: Readonly<Record<string, string>>;
}

export const CI = ".github/workflows/ci.yml";
export const OTHER = ".github/workflows/other.yml";

const RUNS: readonly ContractRun[] = [
  {
    id: 14,
    workflow: CI,
    branch: "head",
    status: "completed",
    files: { "reports/a.xml": "<a/>", "reports/é b.json": "{}" },
  },
  { id: 13, workflow: OTHER, branch: "head", status: "completed" },
  { id: 12, workflow: CI, branch: "head", status: "in_progress" },
  { id: 11, workflow: CI, branch: "base", status: "completed", files: { "reports/a.xml": "<b/>" } },
];

/** What everything that tells of runs and of what they delivered must do. */
export function ciReportsContract(
  name: string,
  open: (runs: readonly ContractRun[]) => Promise<CiReports>,
): void {
  describe(`${name} tells what CI made`, () => {
    test("of a workflow on a branch, the newest first", async () => {
      const ci = await open(RUNS);
      const ids = async (workflow: string, branch: "head" | "base"): Promise<number[]> =>
        value(await ci.runs(workflow, branch)).map(({ id }) => id);
      expect(await ids(CI, "head")).toEqual([14, 12]);
      expect(await ids(OTHER, "head")).toEqual([13]);
      expect(await ids(CI, "base")).toEqual([11]);
      expect(await ids(".github/workflows/none.yml", "head")).toEqual([]);
    });

    test("with how far each is, and where it can be seen", async () => {
      const ci = await open(RUNS);
      const [done, running] = value(await ci.runs(CI, "head"));
      expect(running).toMatchObject({ id: 12, attempt: 1, workflow: CI, status: "in_progress" });
      expect(running).not.toHaveProperty("conclusion");
      expect(done).toMatchObject({ status: "completed", conclusion: "success", fromFork: false });
      expect(done?.url).toMatch(/^https?:\/\/.*14/);
      expect(done?.headSha).toMatch(/^[0-9a-f]{40}$/);
    });

    test("and what a run delivered, byte by byte", async () => {
      const ci = await open(RUNS);
      const run = value(await ci.runs(CI, "head")).find(({ id }) => id === 14);
      if (run === undefined) throw new Error("the run is not told");
      const deliveries = value(await ci.delivered(run));
      const files = deliveries.flatMap((delivery) =>
        delivery.manifest.files.map(({ path, bytes }) => ({ path, bytes, delivery })),
      );
      expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([
        ["reports/a.xml", 4],
        ["reports/é b.json", 2],
      ]);
      const texts = await Promise.all(
        files.map(async ({ path, delivery }) => text(await delivery.bytes(path))),
      );
      expect(texts).toEqual(["<a/>", "{}"]);
      expect(await files[0]?.delivery.bytes("reports/none.xml")).toMatchObject({
        cause: "missing",
      });
    });

    test("or that it delivered nothing", async () => {
      const ci = await open(RUNS);
      const [run] = value(await ci.runs(OTHER, "head"));
      if (run === undefined) throw new Error("the run is not told");
      expect(await ci.delivered(run)).toMatchObject({ state: "unavailable", cause: "missing" });
    });
  });
}

function value<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new Error(fact.reason);
}

function text(fact: Fact<Uint8Array>): string {
  return new TextDecoder().decode(value(fact));
}
