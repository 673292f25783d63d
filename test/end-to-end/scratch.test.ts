import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CHECKS, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
jest.setTimeout(60_000);
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

test("release takes what graduated on main", async () => {
  const { propose, repository } = await scannerIn(world, "carried", {
    files: { [CONFIG]: configText("", "", CHECKS.replace("minimum-level: 4", "minimum-level: 3")) },
    branches: { "release/1.0": {} }, requires: { main: ["mltrl/main"], "release/1.0": ["mltrl/release"] } });
  const raise = await propose("raise", raiseFiles(2, 3));
  await raise.approve("researcher");
  expect((await raise.tryMerge()).merge).toBe(200);
  const pull = await repository.propose({ from: "main", to: "release/1.0" });
  const v = await pull.verdict("mltrl/release");
  console.log(v.conclusion, v.title, v.output.summary);
});
test("card deleted", async () => {
  const { propose } = await scannerIn(world, "card-deleted");
  const pull = await propose("x", { [CARD]: null });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary);
});
test("config deleted", async () => {
  const { propose } = await scannerIn(world, "config-deleted");
  const pull = await propose("x", { [CONFIG]: null });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary, v.output.text);
});
test("weaken only", async () => {
  const { propose } = await scannerIn(world, "weaken-only");
  const pull = await propose("x", { [CONFIG]: configText("", "", CHECKS.replaceAll("enforcement: block", "enforcement: observe")) });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary);
});
test("component removed in config", async () => {
  const { propose } = await scannerIn(world, "comp-removed");
  const pull = await propose("x", { [CONFIG]: configText().replace(/  nodule-detector:[\s\S]*?(?=roles)/, "  other:\n    paths: [other/**]\n"), "models/nodule/weights.bin": "evil\n" });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary, v.output.text);
});
test("component paths shrunk in config, content changed", async () => {
  const { propose } = await scannerIn(world, "shrunk");
  const pull = await propose("x", { [CONFIG]: configText().replace('"models/nodule/**",', ''), "models/nodule/weights.bin": "evil\n" });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary);
});
test("entry rewritten to skip gates", async () => {
  const { propose } = await scannerIn(world, "entry-rewritten");
  const pull = await propose("x", { [CARD]: cardText({extra: entryAt(2,[0,1,2,3,4,5,6,7,8])}), "models/nodule/weights.bin": "evil\n" });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary);
});
test("not-applicable declared to skip a rule", async () => {
  const { propose } = await scannerIn(world, "na");
  const pull = await propose("x", { [CARD]: cardText({extra: "not-applicable:\n  semver-model: no model here\n"}), "models/nodule/weights.bin": "evil\n" });
  const v = await pull.verdict();
  console.log(v.conclusion, v.title, v.output.summary);
});
