import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { deployedLines, driftFiles } from "../support/deployed-files.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import type { GatedRepository } from "../support/gated-repository.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(90_000);

const DAY = 86_400_000;
const OTHER_CARD = ".mltrl/cards/dicom-io.md";
const OTHER_CONTENT = { "libs/dicom/read.js": "export const read = () => undefined;\n" };
const TAGS = ["v1.0.0", "nodule-net@v1.0.0", "chest-scans@v1.0.0", "dicom-io@v2.0.0"];

/** What the nodule detector consists of at its tag. */
const CONTENT = Object.fromEntries(
  Object.entries(scannerFiles()).filter(([path]) => /^(?:models\/nodule|src|data)\//.test(path)),
);

/** The day that is so many days after today. */
function day(daysOn: number): string {
  return new Date(Date.now() + daysOn * DAY).toISOString().slice(0, 10);
}

function noduleReport(madeAt: string, passed = true): Record<string, string> {
  return driftFiles({
    component: "nodule-detector",
    version: "1.0.0",
    content: CONTENT,
    madeAt,
    passed,
  });
}

function dicomReport(madeAt: string): Record<string, string> {
  return driftFiles({ component: "dicom-io", version: "2.0.0", content: OTHER_CONTENT, madeAt });
}

/** Two components that run, with reports of today. */
const FILES = {
  ...OTHER_CONTENT,
  [CONFIG]: configText(
    "rules:\n  monitoring-fresh-data-drift: { severity: blocking }\n",
    "  dicom-io: { paths: [libs/dicom/**] }\n",
  ),
  [CARD]: cardText({ level: 9, extra: deployedLines([{ version: "1.0.0", tag: "v1.0.0" }]) }),
  [OTHER_CARD]: cardText({
    level: 9,
    models: "",
    extra: deployedLines([{ version: "2.0.0", tag: "dicom-io@v2.0.0" }]),
  }).replace("Nodule detector", "DICOM reader"),
  ...noduleReport(day(0)),
  ...dicomReport(day(0)),
};

interface Shown {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly comments: number;
  readonly user: { readonly login: string };
  readonly assignees: readonly { readonly login: string }[];
}

async function issuesOf(repository: GatedRepository): Promise<Shown[]> {
  const all = (await repository
    .as("ml-engineer")
    .wanted("GET", "/issues?state=all&per_page=100")) as (Shown & { pull_request?: object })[];
  return all
    .filter((each) => each.pull_request === undefined)
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

/** Waits until the App has looked at everything twice from the start. */
async function looked({ github }: World): Promise<void> {
  await github.clearLedger();
  const end = Date.now() + 20_000;
  for (;;) {
    const looks = await github.ledger({ app: APP_ID, operationName: "DefaultBranch" });
    if (looks.length >= 4) return;
    if (Date.now() > end) throw new Error("the App does not look");
    await sleep(100);
  }
}

/** Lives on so many days after today. The App's tokens are of their day: it is started again. */
async function liveOn(world: World, days: number): Promise<void> {
  await world.stopApp();
  await world.github.shiftTime({ milliseconds: days * DAY });
  await world.startApp();
  await looked(world);
}

describe("what runs, day by day", () => {
  let world: World;
  let place: Workplace;
  beforeAll(async () => {
    world = await startWorld({ lookEvery: 300 });
    await world.quiet();
    // Pull requests about what runs are judged again when a report turns stale.
    world.plans(10);
    place = await scannerIn(world, "watched", { files: FILES, tags: TAGS });
    // A new repository is found by a sweep, which the App's start begins with.
    await liveOn(world, 0);
  });
  afterAll(() => world.close());

  const titles = async (): Promise<string[]> =>
    (await issuesOf(place.repository)).map(({ title, state }) => `${state}: ${title}`);

  test("is nobody's business while all is well, and costs little", async () => {
    expect(await titles()).toEqual([]);
    await looked(world);
    const requests = await world.github.ledger({ app: APP_ID });
    const looks = requests.filter(({ operationName }) => operationName === "DefaultBranch");
    const issues = requests.filter(({ path }) => path.includes("/issues"));
    expect(issues).toEqual([]);
    // The last look may have asked its second question already, or not.
    expect(requests.length).toBeLessThanOrEqual(looks.length * 2);
  });

  test("has an issue for each component whose reports turn stale", async () => {
    await liveOn(world, 9);
    expect(await titles()).toEqual([
      "open: dicom-io 2.0.0 in production: 1 check is stale",
      "open: nodule-detector 1.0.0 in production: 1 check is stale",
    ]);
    const [, issue] = await issuesOf(place.repository);
    expect(issue?.user.login).toBe("mltrl-gate[bot]");
    expect(issue?.assignees.map(({ login }) => login)).toEqual(["ml-engineer"]);
    expect(issue?.body).toContain("data-drift@&#8203;1.0.0.yml");
    expect(issue?.body).toContain("9 days ago");
    expect(issue?.body).toContain("mltrl new switchback nodule-detector --to 7");
  });

  test("has the same issues the next day, brought up to date", async () => {
    const before = await issuesOf(place.repository);
    await liveOn(world, 10);
    const after = await issuesOf(place.repository);
    expect(after.map(({ number }) => number)).toEqual(before.map(({ number }) => number));
    expect(after.map(({ body }) => body.includes("10 days ago"))).toEqual([true, true]);
    expect(after.map(({ comments }) => comments)).toEqual([0, 0]);
  });

  test("has no second issue after the App has started again", async () => {
    await world.stopApp();
    await world.startApp();
    await looked(world);
    expect(await titles()).toHaveLength(2);
  });

  test("has its issue closed once fresh reports are merged", async () => {
    const pull = await place.propose("fresh", noduleReport(day(10)));
    expect((await pull.tryMerge()).merge).toBe(200);
    await looked(world);
    expect(await titles()).toEqual([
      "open: dicom-io 2.0.0 in production: 1 check is stale",
      "closed: nodule-detector 1.0.0 in production: all checks hold",
    ]);
  });

  test("has its issue opened again when drift is seen", async () => {
    const pull = await place.propose("drift", noduleReport(day(10), false));
    expect((await pull.tryMerge()).merge).toBe(200);
    await looked(world);
    expect(await titles()).toEqual([
      "open: dicom-io 2.0.0 in production: 1 check is stale",
      "open: nodule-detector 1.0.0 in production: 1 check fails",
    ]);
  });

  test("is told by the notes of the next check where there are no issues", async () => {
    await world.github.addFault({ kind: "error", status: 410, path: "/issues" });
    await looked(world);
    const pull = await place.propose("notes", { "README.md": "# Scanner\n\nNew.\n", [CARD]: `${FILES[CARD]}\nMore.\n` }); // prettier-ignore
    const { output } = await pull.verdict();
    await world.github.clearFaults();
    expect(output.text).toContain("could not be said by an issue: GitHub answered 410");
    expect(output.text).toContain("monitoring-fresh-data-drift");
  });
});

describe("a release branch", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    world.plans(10);
  });
  afterAll(() => world.close());

  test("takes nothing while reports of what runs are stale, and does once fresh ones are merged", async () => {
    const files = { ...FILES, ...noduleReport(day(-20)) };
    const branches = { "release/1.0": {} };
    const requires = { main: ["mltrl/main"], "release/1.0": ["mltrl/release"] };
    const { propose } = await scannerIn(world, "released", { files, branches, requires, tags: TAGS }); // prettier-ignore
    const notes = { "docs/notes.md": "# Notes\n" };
    const pull = await propose("topic", notes, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toEqual(refusedBy("monitoring-fresh-data-drift"));
    const fresh = await propose("fresh", noduleReport(day(0)));
    expect(await fresh.tryMerge()).toEqual(MERGED);
    expect(await pull.tryMerge("mltrl/release")).toEqual(MERGED);
  });
});
