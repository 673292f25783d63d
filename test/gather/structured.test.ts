import { describe, expect, test } from "@jest/globals";
import type { EvidencePolicy } from "../../src/core/model/policy.ts";
import { writeStamp } from "../../src/evidence/stamp.ts";
import type { GatherContext } from "../../src/gather/context.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { gatherBaseStructured, gatherStructured } from "../../src/gather/structured.ts";
import { fakeContext, type FakeContextDescription, quietContext } from "../support/fake-context.ts";
import { type FakeTree, objectId } from "../support/fake-repository.ts";

const OWN = ".mltrl/evidence/detector";
const CODE = { "src/a.py": "a\n" };
const CARD = ".mltrl/cards/detector.md";

/** The files with a stamp that names these reports and the component's content. */
async function stamped(files: FakeTree, ...reports: string[]): Promise<FakeTree> {
  const { component, view } = await quietContext(files);
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const ids = reports.map((path) => [path, objectId(files[path] ?? "")] as const);
  return {
    ...files,
    [`${OWN}/stamp.yml`]: writeStamp({ content: digest.value, reports: new Map(ids) }),
  };
}

async function structured(
  files: FakeTree,
  names: readonly string[],
  description: Partial<FakeContextDescription & Pick<GatherContext, "deployment">> = {},
) {
  const { deployment, ...rest } = description;
  const context = await quietContext(files, { structuredEvidence: names, ...rest });
  const fact = await gatherStructured({ ...context, ...(deployment && { deployment }) });
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return Object.fromEntries(fact.value);
}

const asks = (evidence: Partial<EvidencePolicy>): Partial<FakeContextDescription> => ({
  policy: { evidence: [{ name: "drift", format: "json", files: [], ...evidence }] },
});

describe("structured reports", () => {
  test.each([
    ["json", '{"share": 0.1}', "json"],
    ["yml", "share: 0.1", "yaml"],
    ["yaml", "share: 0.1", "yaml"],
    ["jsonl", '{"share": 0.1}', "jsonl"],
  ])("stand in the component's own folder by name (.%s)", async (ending, text, format) => {
    const path = `${OWN}/drift.${ending}`;
    const files = await stamped({ ...CODE, [path]: text, [`${OWN}/other.json`]: "{" }, path);
    const value = format === "jsonl" ? [{ share: 0.1 }] : { share: 0.1 };
    expect(await structured(files, ["drift", "drift"])).toEqual({
      drift: {
        state: "known",
        value: { path, format, value, placeOf: expect.any(Function) },
      },
    });
  });

  test("of one kind in two files say nothing", async () => {
    const folder = ".mltrl/documents/detector";
    const files = {
      ...CODE,
      [`${folder}/audit.json`]: '{"result": "failed"}',
      [`${folder}/audit.yml`]: "result: passed\n",
    };
    expect(await structured(files, ["document:audit"])).toMatchObject({
      "document:audit": {
        state: "unavailable",
        cause: "invalid",
        reason: expect.stringContaining("audit.json and .mltrl/documents/detector/audit.yml"),
      },
    });
  });

  test("are not there where there is no file, and nothing else is read", async () => {
    const files = { ...CODE, [`${OWN}/drift.json`]: "{}", [`${OWN}/drift.txt`]: "x" };
    expect(await structured(files, ["shadow"])).toEqual({});
    expect(await structured(files, [])).toEqual({});
  });

  test("are stale without a stamp, and once the content changed", async () => {
    const path = `${OWN}/drift.json`;
    const files = await stamped({ ...CODE, [path]: "{}" }, path);
    const stale = { drift: { state: "unavailable", cause: "stale" } };
    expect(await structured({ ...files, "src/a.py": "b" }, ["drift"])).toMatchObject(stale);
    expect(await structured({ ...CODE, [path]: "{}" }, ["drift"])).toMatchObject(stale);
    expect(await structured({ ...files, [path]: "{} " }, ["drift"])).toMatchObject(stale);
  });

  test("are invalid where they cannot be read, or are two", async () => {
    const [one, two] = [`${OWN}/drift.json`, `${OWN}/drift.yml`];
    const broken = await stamped({ ...CODE, [one]: "{" }, one);
    expect(await structured(broken, ["drift"])).toMatchObject({ drift: { cause: "invalid" } });
    const both = await stamped({ ...CODE, [one]: "{}", [two]: "{}" }, one, two);
    expect(await structured(both, ["drift"])).toMatchObject({
      drift: { cause: "invalid", reason: `"drift" is ${one} and ${two}; expected one file` },
    });
  });

  test("stand where the policy says, anywhere in the tree", async () => {
    const path = "reports/drift.txt";
    const files = await stamped({ ...CODE, [path]: '{"share": 0.1}', [`${OWN}/drift.yml`]: "a: 1" }, path); // prettier-ignore
    const found = await structured(files, ["drift"], asks({ files: ["reports/*"] }));
    expect(found).toMatchObject({ drift: { value: { path, format: "json" } } });
    const committed = await stamped({ ...CODE, [`${OWN}/x/d.json`]: "{}" }, `${OWN}/x/d.json`);
    expect(await structured(committed, ["drift"], asks({ files: [`${OWN}/x/*`] }))).toMatchObject({
      drift: { value: { path: `${OWN}/x/d.json` } },
    });
  });

  test("carry the tool that the policy names", async () => {
    const path = `${OWN}/drift.yml`;
    const files = await stamped({ ...CODE, [path]: "tests: []" }, path);
    const found = await structured(files, ["drift"], asks({ format: "evidently", files: [path] }));
    expect(found).toMatchObject({ drift: { value: { format: "yaml", preset: "evidently" } } });
  });

  test("that a policy names are missed where they are not", async () => {
    expect(await structured(CODE, ["drift"], asks({ files: ["reports/*.json"] }))).toMatchObject({
      drift: {
        cause: "missing",
        reason: "there is no drift report: the policy expects json at reports/*.json",
      },
    });
    const other = asks({ files: ["reports/*.json"], component: "other" });
    expect(await structured(CODE, ["drift"], other)).toEqual({});
  });

  test("are not asked of evidence that the policy says is something else", async () => {
    expect(
      await structured(CODE, ["drift"], asks({ format: "junit", files: ["a"] })),
    ).toMatchObject({
      drift: { cause: "invalid", reason: expect.stringContaining('says that "drift" is junit') },
    });
  });

  test("speak of a deployed version where their name says so", async () => {
    const [own, general] = [`${OWN}/drift@1.2.0.json`, `${OWN}/drift.json`];
    const files = await stamped({ ...CODE, [own]: "1", [general]: "2" }, own, general);
    const deployment = { version: "1.2.0" } as NonNullable<GatherContext["deployment"]>;
    expect(await structured(files, ["drift"], { deployment })).toMatchObject({ drift: { value: { value: 1 } } }); // prettier-ignore
    expect(await structured(files, ["drift"])).toMatchObject({ drift: { value: { value: 2 } } });
  });
});

describe("structured documents", () => {
  const SLO = ".mltrl/documents/detector/slo.yml";

  test("need no stamp, and may stand where the card says", async () => {
    const card =
      "---\nname: D\nlevel: 2\ndocuments: {audit: docs/audit.json, plan: docs/plan.md}\n---\n";
    const files = { ...CODE, [SLO]: "a: 1", [CARD]: card, "docs/audit.json": "[1]", "docs/plan.md": "#" }; // prettier-ignore
    const names = ["document:slo", "document:audit", "document:plan", "document:none"];
    expect(await structured(files, names)).toMatchObject({
      "document:slo": { value: { path: SLO, value: { a: 1 } } },
      "document:audit": { value: { path: "docs/audit.json", value: [1] } },
    });
    expect(Object.keys(await structured(files, names))).toHaveLength(2);
  });
});

test("what base has counts whatever its stamp says", async () => {
  const path = `${OWN}/drift.json`;
  const context = await fakeContext({
    base: { ...CODE, [path]: '{"value": 1}' },
    head: { ...CODE, [path]: '{"value": 2}' },
    structuredEvidence: ["drift"],
  });
  const fact = await gatherBaseStructured(context);
  expect(fact.state === "known" ? fact.value.get("drift") : fact).toMatchObject({
    state: "known",
    value: { value: { value: 1 } },
  });
});
