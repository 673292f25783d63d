import { expect, test } from "@jest/globals";
import { known } from "../../../src/core/model/fact.ts";
import { sayOnce, tellingReports, tellingRepository } from "../../../src/main/action/progress.ts";
import { fakeCiReports } from "../../support/fake-ci-reports.ts";
import { fakeRepository } from "../../support/fake-repository.ts";
import { aDelivery, aRun, CI } from "../../support/fake-run.ts";

const LONG = "x".repeat(5 * 1024 * 1024);

test("a long committed file is told once, by its path, wherever it was listed", async () => {
  const said: string[] = [];
  const tree = { ".mltrl/evidence/a/coverage.lcov": LONG, "libs/big.xml": `${LONG}y`, "a.txt": "a" }; // prettier-ignore
  const repository = tellingRepository(
    fakeRepository({ revisions: { one: tree } }),
    sayOnce((line) => said.push(line)),
  );
  for (const listing of [await repository.records("one"), await repository.files("one", "libs")]) {
    for (const { id } of listing.state === "known" ? listing.value.values() : []) {
      await repository.blob(id);
      await repository.blob(id);
    }
  }
  expect(said).toEqual([
    "Reading .mltrl/evidence/a/coverage.lcov, 5 MiB",
    "Reading libs/big.xml, 5 MiB",
  ]);
});

test("a long report that another run delivered is told before it is parsed", async () => {
  const said: string[] = [];
  const files = { "reports/unit.xml": LONG, "reports/small.xml": "<a/>" };
  const run = aRun();
  const ci = tellingReports(
    fakeCiReports([{ run, delivers: known([aDelivery(files)]) }]),
    (line) => said.push(line), // prettier-ignore
  );
  expect(await ci.runs(CI, "head")).toEqual(known([run]));
  const delivered = await ci.delivered(run);
  const [delivery] = delivered.state === "known" ? delivered.value : [];
  for (const path of [...Object.keys(files), "reports/none.xml"]) await delivery?.bytes(path);
  expect(said).toEqual(["Reading reports/unit.xml, 5 MiB"]);
});
