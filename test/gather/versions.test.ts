import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import type { Tag } from "../../src/core/model/version-tag.ts";
import { digestOf } from "../../src/core/source/digest.ts";
import { gatherFacts } from "../../src/gather/index.ts";
import { gatherVersions } from "../../src/gather/versions.ts";
import { mergedView, viewAt } from "../../src/gather/view.ts";
import { BASE } from "../support/fake-change.ts";
import { fakeContext, type FakeContextDescription, quietContext } from "../support/fake-context.ts";
import { type FakeFile, type FakeTree, objectId } from "../support/fake-repository.ts";

const CARD = ".mltrl/cards/detector.md";
const CARD_TEXT = `---
name: Detector
level: 2
models:
  - { name: net, version: 1.0.0, path: weights.bin }
  - { name: remote, version: 2.0.0, registry: s3://bucket, digest: "sha256:${"0".repeat(64)}" }
  - { name: nowhere, version: 1.0.0 }
  - { name: gone, version: 1.0.0, path: gone.bin }
datasets:
  - { name: scans, version: 1.0.0, path: data/ }
---
`;
const FILES: FakeTree = {
  [CARD]: CARD_TEXT,
  "weights.bin": "weights",
  "data/a.csv": "a",
  "data/b.csv": "b",
};
const tag = (name: string, annotated = true): Tag => ({ name, commit: BASE, annotated });

async function versions(description: Partial<FakeContextDescription> = {}) {
  const fact = await gatherVersions(await quietContext(FILES, description));
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

async function artifact(name: string, description?: Partial<FakeContextDescription>) {
  const { artifacts } = await versions(description);
  return artifacts.find((each) => each.artifact.name === name);
}

describe("the content of an artifact", () => {
  test.each([
    ["net", objectId("weights")],
    ["remote", "0".repeat(64)],
    ["scans", digestOf([["a.csv", objectId("a")], ["b.csv", objectId("b")]])], // prettier-ignore
  ])("of %s is %s", async (name, digest) => {
    expect(await artifact(name)).toMatchObject({
      digest: { state: "known", value: digest },
      change: { state: "known", value: { state: "same" } },
    });
  });

  test.each([
    ["nowhere", "missing", '"nowhere" has neither a path nor a digest'],
    ["gone", "invalid", '"gone" points to gone.bin, where there is neither a file nor anything that DVC tracks'], // prettier-ignore
  ])("of %s is %s: %s", async (name, cause, reason) => {
    expect(await artifact(name)).toMatchObject({ digest: { state: "unavailable", cause, reason } });
  });

  test("is compared with base, by base's declaration", async () => {
    const base = { ...FILES, "weights.bin": "old weights" };
    expect(await artifact("net", { base })).toMatchObject({
      base: { name: "net" },
      change: { value: { state: "changed" } },
    });
    expect(await artifact("net", { base: {} })).toMatchObject({
      base: undefined,
      change: { state: "known", value: undefined },
    });
  });

  test("does not change with its path", async () => {
    const base = {
      ...FILES,
      [CARD]: CARD_TEXT.replace("path: data/", "path: old"),
      "old/a.csv": "a",
      "old/b.csv": "b",
    };
    expect(await artifact("scans", { base })).toMatchObject({ change: { value: { state: "same" } } }); // prettier-ignore
  });

  test("that moved away says where to", async () => {
    const { "weights.bin": weights, ...rest } = FILES;
    const head = { ...rest, "models/weights.bin": weights ?? "" };
    expect(await artifact("net", { base: FILES, head })).toMatchObject({
      digest: { cause: "invalid", reason: expect.stringContaining("; weights.bin is now models/weights.bin") }, // prettier-ignore
    });
  });

  test("cannot be that of two artifacts", async () => {
    const head = { ...FILES, [CARD]: CARD_TEXT.replace("path: gone.bin", "path: weights.bin/") }; // prettier-ignore
    const reason = '"net" and "gone" have the same path weights.bin, so that one version would speak for both: give each its own'; // prettier-ignore
    expect(await artifact("net", { head })).toMatchObject({ digest: { cause: "invalid", reason } });
    expect((await artifact("gone", { head }))?.digest.state).toBe("unavailable");
  });

  test("stands at a path that looks like a pattern", async () => {
    const files = one("models/nn{1}[x]*/w.bin", {
      "models/nn{1}[x]*/w.bin": "weights",
      "models/nn1x/w.bin": "others",
    });
    expect(await artifact("net", { base: files, head: files })).toMatchObject({
      digest: { value: objectId("weights") },
    });
  });
});

/** A repository with one artifact at a path. */
function one(path: string, files: FakeTree, more = "", type = "models"): FakeTree {
  const card = `---\nname: Detector\nlevel: 2\n${type}:\n  - name: net\n    version: 1.0.0\n    path: ${JSON.stringify(path)}\n${more}---\n`;
  return { [CARD]: card, ...files };
}

const POINTER = (digit: string, spec = "git-lfs"): string =>
  `version https://${spec}.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize 7\n`;
const DVC = (md5: string, more = "  hash: md5\n"): string => `outs:\n- md5: ${md5}\n${more}  path: x\n`; // prettier-ignore
const LOCK = (path: string, md5: string): string =>
  `schema: '2.0'\nstages:\n  train@a:\n    cmd: x\n    outs:\n    - {path: ${path}, hash: md5, md5: ${md5}}\n`;
const MLMODEL = (run: string, type = "double"): string =>
  `run_id: ${run}\nflavors: {sklearn: {}}\nsignature: {inputs: '[{"type": "${type}"}]', outputs: '[]'}\n`;
const CROISSANT = (digit: string, version = "1.0.0"): string =>
  JSON.stringify({
    conformsTo: "http://mlcommons.org/croissant/1.1",
    version,
    distribution: [{ "@type": "cr:FileObject", "@id": "a", sha256: digit.repeat(64) }],
  });
const NOTEBOOK = (source: string, output: string): string =>
  JSON.stringify({
    nbformat: 4,
    cells: [{ cell_type: "code", source, outputs: [output], metadata: {} }],
  });

const at = (path: string, content: FakeFile): FakeTree => ({ [path]: content });

/* Files of DVC, Git LFS, MLflow and Croissant in their shapes, made by hand after their sources. */
describe("content that another tool keeps", () => {
  test.each<[what: string, path: string, before: FakeTree, after: FakeTree, change: object]>([
    ["the same pointer in another spelling", "w.bin", at("w.bin", POINTER("a", "hawser")), at("w.bin", POINTER("a")), { state: "same" }], // prettier-ignore
    ["another pointer", "w.bin", at("w.bin", POINTER("a")), at("w.bin", POINTER("b")), { state: "changed" }], // prettier-ignore
    [
      "a pointer in a folder that became the file itself",
      "models",
      { "models/w.bin": POINTER("a"), "models/x": "x" },
      { "models/w.bin": "real weights", "models/x": "x" },
      { state: "changed", says: expect.stringContaining("w.bin was a Git LFS pointer and is the file itself now") }, // prettier-ignore
    ],
    ["a pointer for a file", "w.bin", at("w.bin", "weights"), at("w.bin", POINTER("a")), { state: "incomparable" }], // prettier-ignore
    ["a .dvc file with other words", "data.dvc", at("data.dvc", DVC("a1")), at("data.dvc", `${DVC("a1")}  desc: x\n  size: 3\n`), { state: "same" }], // prettier-ignore
    ["a .dvc file with other data", "data.dvc", at("data.dvc", DVC("a1")), at("data.dvc", DVC("b2")), { state: "changed" }], // prettier-ignore
    ["what a .dvc file beside the path tracks", "big/data", at("big/data.dvc", DVC("a1")), at("big/data.dvc", DVC("b2")), { state: "changed" }], // prettier-ignore
    ["what a .dvc file in the root tracks", "data", at("data.dvc", DVC("a1")), at("data.dvc", DVC("b2")), { state: "changed" }], // prettier-ignore
    [
      "what DVC hashed anew",
      "data",
      at("data.dvc", DVC("a1", "")),
      at("data.dvc", DVC("b2")),
      { state: "incomparable", says: expect.stringContaining("re-hashed (md5 of DVC 2, now md5 of DVC 3)") }, // prettier-ignore
    ],
    ["a .dvc file in a folder, re-described", "data", at("data/x.dvc", DVC("a1")), at("data/x.dvc", `${DVC("a1")}  desc: x\n`), { state: "same" }], // prettier-ignore
    ["a .dvc file in a folder, changed", "data", at("data/x.dvc", DVC("a1")), at("data/x.dvc", DVC("b2")), { state: "changed" }], // prettier-ignore
    ["a .dvc file in a folder that is none", "data", at("data/x.dvc", "a"), at("data/x.dvc", "b"), { state: "changed" }], // prettier-ignore
    [
      "a pipeline's output",
      "out/net.pt",
      at("dvc.lock", LOCK("out/net.pt", "a1")),
      at("dvc.lock", LOCK("out/net.pt", "b2")),
      { state: "changed" },
    ],
    [
      "a pipeline's output, from its working directory",
      "runs/deep/net.pt",
      { "runs/dvc.lock": LOCK("net.pt", "a1"), "runs/dvc.yaml": "stages: {train: {foreach: [a], do: {cmd: x, wdir: deep}}}\n" }, // prettier-ignore
      { "runs/dvc.lock": LOCK("net.pt", "a1"), "runs/dvc.yaml": "stages: {train: {foreach: [a, b], do: {cmd: x, wdir: deep}}}\n" }, // prettier-ignore
      { state: "same" },
    ],
    ["a model saved again", "net", at("net/MLmodel", MLMODEL("r1")), at("net/MLmodel", MLMODEL("r2")), { state: "same" }], // prettier-ignore
    ["a model saved again at the top", "MLmodel", at("MLmodel", MLMODEL("r1")), at("MLmodel", MLMODEL("r2")), { state: "same" }], // prettier-ignore
    [
      "a model of other data",
      "net/MLmodel",
      { "net/MLmodel": MLMODEL("r1"), "net/model.pkl": "a" },
      { "net/MLmodel": MLMODEL("r2"), "net/model.pkl": "b" },
      { state: "changed", says: "1 file changed (model.pkl)" },
    ],
    [
      "a model with other inputs",
      "net",
      at("net/MLmodel", MLMODEL("r1")),
      at("net/MLmodel", MLMODEL("r1", "long")),
      { asks: { bump: "major", because: "its signature has other inputs" } },
    ],
    ["a Croissant file in other words", "c.json", at("c.json", CROISSANT("a")), at("c.json", `${CROISSANT("a")}\n`), { state: "same" }], // prettier-ignore
    ["a Croissant file of other data", "c.json", at("c.json", CROISSANT("a")), at("c.json", CROISSANT("b")), { state: "changed" }], // prettier-ignore
    ["JSON that is no Croissant file", "c.json", at("c.json", "{}"), at("c.json", "{} "), { state: "changed" }], // prettier-ignore
    ["a notebook that ran", "n.ipynb", at("n.ipynb", NOTEBOOK("x", "1")), at("n.ipynb", NOTEBOOK("x", "2")), { state: "same" }], // prettier-ignore
    ["a notebook that was written", "n.ipynb", at("n.ipynb", NOTEBOOK("x", "1")), at("n.ipynb", NOTEBOOK("y", "1")), { state: "changed" }], // prettier-ignore
  ])("is compared by what it says: %s", async (_, path, before, after, change) => {
    const [base, head] = [one(path, before), one(path, after)];
    expect(await artifact("net", { base, head })).toMatchObject({
      digest: { state: "known" },
      change: { state: "known", value: change },
    });
  });

  test.each<[what: string, path: string, files: FakeTree, reason: string]>([
    ["a broken .dvc file", "data.dvc", at("data.dvc", "{"), "not valid YAML"],
    ["an output around the path", "out/a/net.pt", at("dvc.lock", LOCK("out", "a1")), "only out is"],
    ["an output inside the path", "out", at("dvc.lock", LOCK("out/net.pt", "a1")), "only out/net.pt is"], // prettier-ignore
    ["a broken lock", "out/net.pt", at("dvc.lock", "{"), "not valid YAML"],
    ["a lock that does not know it", "out/net.pt", at("dvc.lock", LOCK("other", "a1")), "neither a file nor"], // prettier-ignore
    ["an MLmodel that is none", "net", at("net/MLmodel", "x: 1"), "expected an MLmodel file"],
    ["a Croissant file without checksums", "c.json", at("c.json", CROISSANT("!")), "has no sha256"],
  ])("is not known where there is %s", async (_, path, files, reason) => {
    const head = one(path, files);
    expect(await artifact("net", { base: {}, head })).toMatchObject({
      digest: { cause: "invalid", reason: expect.stringContaining(reason) },
    });
  });

  test("states its own version where it has one", async () => {
    const head = one("c.json", at("c.json", CROISSANT("a", "1.4.0")), "", "datasets");
    expect(await artifact("net", { head })).toMatchObject({ stated: { text: "1.4.0" } });
  });
});

const card = (fields: string): FakeTree => ({
  [CARD]: `---\nname: D\nlevel: 2\nmodels:\n  - { name: net${fields} }\n---\n`,
});

describe("what the card leaves open", () => {
  const weights = { "m/w.bin": "weights" };
  const dvcYaml = { "m/dvc.yaml": "artifacts: {net: {path: w.bin, meta: {version: 1.2.0}}}\n" };

  test.each<[what: string, files: FakeTree, version: string | undefined, path: string | undefined]>(
    [
      ["nothing", { ...card(", path: m/w.bin"), ...weights }, undefined, "m/w.bin"],
      ["dvc.yaml", { ...card(", path: m/w.bin"), ...weights, ...dvcYaml }, "1.2.0", "m/w.bin"],
      [
        "dvc.yaml of the root, the path too",
        { ...card(""), ...weights, "dvc.yaml": "artifacts: {net: {path: m/w.bin, meta: {version: 1.3.0}}}\n" }, // prettier-ignore
        "1.3.0",
        "m/w.bin",
      ],
      [
        "artifacts.yaml",
        { ...card(""), ...weights, "artifacts.yaml": "net: {path: m/w.bin, custom: {version: 2.0.0}}\n" }, // prettier-ignore
        "2.0.0",
        "m/w.bin",
      ],
      [
        "nothing where the card says it",
        { ...card(", version: 9.0.0, path: m/w.bin"), ...weights, ...dvcYaml },
        "9.0.0",
        "m/w.bin",
      ],
    ],
  )("comes from %s", async (_, files, version, path) => {
    const found = await artifact("net", { base: files, head: files });
    expect([found?.artifact.version?.text, found?.artifact.path]).toEqual([version, path]);
  });

  test.each(["dvc.yaml", "artifacts.yaml"])("is not known with a broken %s", async (name) => {
    const files = { ...card(", path: m/w.bin"), ...weights, [name]: "{" };
    expect(await artifact("net", { base: files, head: files })).toMatchObject({
      digest: { cause: "invalid", reason: expect.stringContaining("not valid YAML") },
    });
  });
});

describe("a confidential artifact", () => {
  const SECRET = "vault/patients";
  const confidential = (files: FakeTree): FakeTree =>
    one(SECRET, files, "    confidential: true\n", "datasets");

  test.each<[what: string, base: FakeTree, head: FakeTree]>([
    ["nothing at its path", {}, {}],
    ["a broken file there", {}, { [`${SECRET}.dvc`]: "{" }],
    ["an output around it", {}, { "dvc.lock": LOCK("vault", "a1") }],
    ["other content", { [`${SECRET}/vault-a.csv`]: "a" }, { [`${SECRET}/vault-a.csv`]: "b" }],
  ])("never tells where it is kept: %s", async (_, base, head) => {
    const {
      artifact: __,
      base: ___,
      ...told
    } = (await artifact("net", {
      base: confidential(base),
      head: confidential(head),
    })) ?? { artifact: 0, base: 0 };
    expect(JSON.stringify(told)).not.toContain("vault");
    expect(told).toHaveProperty("digest");
  });

  test("does not tell by the change of its signature", async () => {
    const [base, head] = [MLMODEL("r"), MLMODEL("r", "long")].map((text) =>
      confidential({ [`${SECRET}/MLmodel`]: text }),
    );
    expect(await artifact("net", { base: base ?? {}, head: head ?? {} })).toMatchObject({
      change: { value: { state: "changed", asks: { bump: "major", because: "its records or its signature changed" } } }, // prettier-ignore
    });
  });
});

/** Versions with what was looked up of them. */
async function looked(name: string, description?: Partial<FakeContextDescription>) {
  const found = await artifact(name, description);
  return found?.registered.map(({ version, change, inBase, declaredThere }) =>
    [version, change?.state, inBase, declaredThere].map((each) => each ?? "-").join(" "),
  );
}

const raised = (version: string, weights: string): FakeTree => ({
  ...FILES,
  [CARD]: CARD_TEXT.replace("net, version: 1.0.0", `net, version: ${version}`),
  "weights.bin": weights,
});

describe("registered versions", () => {
  test("of the code come from the component's tags, else from the repository's", async () => {
    const own = await versions({ tags: [tag("v3.0.0"), tag("detector@v1.0.0")] });
    expect(own.code.map(({ version }) => version)).toEqual(["1.0.0"]);
    const light = await versions({ tags: [tag("v3.0.0"), tag("detector@v1.0.0", false)] });
    expect(light).toMatchObject({
      code: [{ version: "3.0.0" }],
      codeTagProblems: [expect.stringContaining("detector@v1.0.0 is a lightweight tag")],
    });
    const common = await versions({ tags: [tag("v3.0.0"), tag("other@v1.0.0")] });
    expect(common.code.map(({ version }) => version)).toEqual(["3.0.0"]);
  });

  test("of the code are those of its former names as well", async () => {
    const head = { [CARD]: CARD_TEXT.replace("level: 2", "level: 2\nrenamed-from: finder") };
    const renamed = await versions({ head, tags: [tag("v3.0.0"), tag("finder@v1.0.0")] });
    expect(renamed.code.map(({ version }) => version)).toEqual(["1.0.0"]);
  });

  test("are compared at the tag of the declared version only", async () => {
    const tags = [tag("net@v1.0.0"), tag("net@v0.9.0"), tag("net@v0.8.0")];
    expect(await looked("net", { tags })).toEqual(["0.8.0 - - -", "0.9.0 - - -", "1.0.0 same - -"]);
  });

  const OLD = "01d".padEnd(40, "0");
  const old = (name: string): Tag => ({ ...tag(name), commit: OLD });

  test("of other content tell whether base builds on them", async () => {
    const revisions = { [OLD]: raised("1.0.0", "other") };
    expect(await looked("net", { revisions, tags: [old("net@v1.0.0")] })).toEqual([
      "1.0.0 changed false -",
    ]);
  });

  test("above the declared one are looked for in base's history, the greatest first", async () => {
    const revisions = { [OLD]: raised("3.0.0", "other") };
    const tags = [old("net@v3.0.0"), tag("net@v2.0.0"), tag("net@v1.5.0")];
    expect(await looked("net", { revisions, tags })).toEqual([
      "1.5.0 - - -",
      "2.0.0 same true 1.0.0",
      "3.0.0 - false -",
    ]);
  });

  test("above it are asked for five times at most", async () => {
    const revisions = { [OLD]: FILES };
    const tags = Array.from({ length: 9 }, (_, i) => old(`net@v${i + 2}.0.0`));
    const asked = await looked("net", { revisions, tags });
    expect(asked?.filter((each) => each.includes("false"))).toHaveLength(5);
  });

  test("below it are looked for where content changes and the version does not", async () => {
    const head = { ...FILES, "weights.bin": "new" };
    const tags = [tag("net@v0.9.0"), tag("net@v0.8.0")];
    expect(await looked("net", { base: FILES, head, tags })).toEqual([
      "0.8.0 - - -",
      "0.9.0 changed true 1.0.0",
    ]);
    expect(await looked("net", { base: FILES, head: raised("1.1.0", "new"), tags })).toEqual([
      "0.8.0 - - -",
      "0.9.0 - - -",
    ]);
  });

  test("say nothing where the tag's commit or its file is not there", async () => {
    const tags = [{ ...tag("net@v1.0.0"), commit: "gone" }];
    expect(await looked("net", { tags })).toEqual(["1.0.0 - false -"]);
    const revisions = { [OLD]: {} };
    expect(await looked("net", { revisions, tags: [old("net@v1.0.0")] })).toEqual(["1.0.0 - false -"]); // prettier-ignore
  });

  test("may be found nowhere, as in a shallow clone", async () => {
    const context = await quietContext(FILES, { tags: [{ ...tag("net@v2.0.0"), commit: OLD }] });
    const lost = unavailable("upstream", "shallow");
    const repository = { ...context.repository, mergeBase: () => Promise.resolve(lost) };
    const fact = await gatherVersions({ ...context, repository });
    expect(fact).toMatchObject({ value: { artifacts: expect.arrayContaining([expect.objectContaining({ registered: [expect.not.objectContaining({ inBase: expect.anything() })] })]) } }); // prettier-ignore
  });

  test("are in the tags of the folder, too; what is odd about tags is told", async () => {
    const files = one("models/net.bin", { "models/net.bin": "w" });
    const tags = [tag("models=net@v1.0.0"), tag("net@v1.0.0", false), tag("net@deprecated")];
    const found = await artifact("net", { base: files, head: files, tags });
    expect(found?.registered.map(({ tag: name }) => name)).toEqual(["models=net@v1.0.0"]);
    expect(found?.tagProblems).toEqual([
      "net@v1.0.0 is a lightweight tag, which counts for nothing; make it with -a",
      "net@deprecated says that it is deprecated",
    ]);
  });
});

describe("an answer that is lost", () => {
  test.each<[what: string, before: FakeTree, after: FakeTree]>([
    ["a pointer", one("m/w.bin", at("m/w.bin", POINTER("a"))), one("m/w.bin", at("m/w.bin", POINTER("b")))], // prettier-ignore
    ["a .dvc file", one("m/d", at("m/d.dvc", DVC("a1"))), one("m/d", at("m/d.dvc", DVC("b2")))],
    ["a .dvc file in a folder", one("m", at("m/d.dvc", DVC("a1"))), one("m", at("m/d.dvc", DVC("b2")))], // prettier-ignore
    ["a lock", one("m/o", at("m/dvc.lock", LOCK("o", "a1"))), one("m/o", at("m/dvc.lock", LOCK("o", "b2")))], // prettier-ignore
    ["a model", one("m", at("m/MLmodel", MLMODEL("a"))), one("m", at("m/MLmodel", MLMODEL("a", "long")))], // prettier-ignore
    ["a notebook", one("n.ipynb", at("n.ipynb", NOTEBOOK("a", ""))), one("n.ipynb", at("n.ipynb", NOTEBOOK("b", "")))], // prettier-ignore
    ["a declaration", { ...card(""), ...at("artifacts.yaml", "net: {path: w}\n"), w: "a" }, { ...card(""), ...at("artifacts.yaml", "net: {path: w}\n"), w: "b" }], // prettier-ignore
  ])("never makes content the same or changed: %s", async (_, base, head) => {
    const asked = ["blob", "files", "root", "records"] as const;
    const tags = [tag("net@v1.0.0"), tag("net@v0.9.0")];
    const outcomes = new Set<string>();
    for (let lost = 0; lost < 25; lost += 1) {
      const context = await fakeContext({ base, head, tags });
      let count = 0;
      const failing = Object.fromEntries(
        asked.map((name) => [
          name,
          (...args: never[]) =>
            count++ === lost
              ? Promise.resolve(unavailable("upstream", "no answer"))
              : (context.repository[name] as (...all: never[]) => unknown)(...args),
        ]),
      );
      const repository = { ...context.repository, ...failing };
      const [view, baseView] = [
        await mergedView(repository, context.change),
        await viewAt(repository, BASE),
      ];
      if (view.state === "unavailable" || baseView.state === "unavailable") continue;
      const fact = await gatherVersions({ ...context, repository, view: view.value, baseView: baseView.value }); // prettier-ignore
      const [found] = fact.state === "known" ? fact.value.artifacts : [];
      const change = fact.state === "known" ? found?.change : fact;
      outcomes.add(change?.state === "known" ? String(change.value?.state) : String(change?.cause));
    }
    expect([...outcomes].toSorted()).toEqual(["changed", "upstream"]);
  });
});

test("a component without a card has versions of its code alone", async () => {
  const fact = await gatherVersions(await quietContext({}, { tags: [tag("v1.0.0")] }));
  expect(fact).toMatchObject({ value: { artifacts: [], code: [{ version: "1.0.0" }] } });
});

test("versions are not known where card or tags cannot be read", async () => {
  expect(await gatherVersions(await quietContext({ [CARD]: "no card" }))).toMatchObject({
    cause: "invalid",
  });
  const context = await quietContext(FILES);
  const lost = unavailable("upstream", "too many tags");
  const repository = { ...context.repository, tags: () => Promise.resolve(lost) };
  expect(await gatherVersions({ ...context, repository })).toBe(lost);
});

describe("facts", () => {
  test("are gathered where they are asked for; of the others nothing is known", async () => {
    const facts = await gatherFacts(new Set(["card", "now"]), await quietContext(FILES));
    expect(facts.now).toEqual({ state: "known", value: "2026-06-01T12:00:00.000Z" });
    expect(facts.card).toMatchObject({ state: "known", value: { name: "Detector" } });
    expect(facts.files).toMatchObject({ state: "unavailable", cause: "not-visible" });
  });

  test("all of them can be gathered, each known or with its reason", async () => {
    const context = await fakeContext({ base: {}, head: FILES });
    const nothing = await gatherFacts(new Set(), context);
    const names = Object.keys(nothing) as (keyof typeof nothing)[];
    const facts = await gatherFacts(new Set(names), context);
    const unknown = names.filter((name) => facts[name].state === "unavailable");
    expect(unknown).toEqual(expect.arrayContaining(["checklist", "coverage", "requirements"]));
    expect(unknown.filter((name) => JSON.stringify(facts[name]).includes("no rule asked"))).toEqual([]); // prettier-ignore
    expect(facts).toMatchObject({ versions: { state: "known" }, deployment: { value: undefined } });
  });

  test("of base are read from base", async () => {
    const context = await fakeContext({
      base: { [CARD]: "---\nname: Old\nlevel: 1\n---\n" },
      head: FILES,
    });
    const facts = await gatherFacts(new Set(["card"]), { ...context, view: context.baseView });
    expect(facts.card).toMatchObject({ value: { name: "Old" } });
  });
});
