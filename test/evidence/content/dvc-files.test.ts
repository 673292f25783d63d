import { describe, expect, test } from "@jest/globals";
import {
  parseArtifactsYaml,
  parseDvcYaml,
} from "../../../src/evidence/content/artifact-declarations.ts";
import { parseDvcFile, parseDvcLock } from "../../../src/evidence/content/dvc-outputs.ts";
import { joined } from "../../../src/evidence/content/joined-path.ts";
import { parseMlmodel } from "../../../src/evidence/content/mlmodel.ts";

/* Files in the shapes that DVC 2, DVC 3, GTO and MLflow write, made by hand after their sources. */

const MD5 = "12345678901234567890123456789012";

const read = (text: string): unknown => {
  const fact = parseDvcFile(text, "data.dvc");
  return fact.state === "known" ? fact.value : fact.reason;
};

describe("a .dvc file", () => {
  test.each<[what: string, text: string, outputs: unknown]>([
    [
      "of DVC 3",
      `outs:\n- md5: ${MD5}\n  size: 7\n  hash: md5\n  path: data.csv\n`,
      [{ path: "data.csv", checksum: MD5, hashing: "md5 of DVC 3" }],
    ],
    [
      "of DVC 2",
      `outs:\n- md5: ${MD5}\n  size: 7\n  path: data.csv\n`,
      [{ path: "data.csv", checksum: MD5, hashing: "md5 of DVC 2" }],
    ],
    [
      "with everything that describes",
      `outs:\n- md5: a1b2.dir\n  nfiles: 3\n  hash: md5\n  path: images\n  desc: Scans\n  remote: store\n  type: dataset\n  labels: [a]\n  meta: {owner: team}\nmeta: {x: 1}\nfrozen: true\n`,
      [{ path: "images", checksum: "a1b2.dir", hashing: "md5 of DVC 3" }],
    ],
    [
      "of an import, with a folder and an entity tag",
      `md5: ff\nwdir: ../raw\ndeps:\n- path: https://acme.example/x.csv\n  etag: '"1"'\nouts:\n- etag: '"2"'\n  path: x.csv\n`,
      [{ path: "../raw/x.csv", checksum: '"2"', hashing: "etag" }],
    ],
    [
      "of a folder that is versioned in a cloud",
      `outs:\n- path: images\n  files:\n  - {relpath: b.png, md5: b2, version_id: v2}\n  - {relpath: a.png, md5: a1}\n`,
      [
        {
          path: "images",
          checksum: expect.stringMatching(/^sha256:/),
          hashing: "a list of files",
        },
      ],
    ],
  ])("%s", (_, text, outputs) => {
    expect(read(text)).toEqual(outputs);
  });

  test("keeps every digit of a checksum of digits alone", () => {
    const other = `${MD5.slice(0, -1)}3`;
    const [one, two] = [MD5, other].map((md5) => read(`outs:\n- md5: ${md5}\n  path: a\n`));
    expect(one).not.toEqual(two);
  });

  test("lists files in any order", () => {
    const [a, b] = ["{relpath: a, md5: a1}", "{relpath: b, md5: b1}"];
    const [both, turned, one] = [[a, b], [b, a], [a]].map((files) =>
      read(`outs:\n- path: x\n  files: [${files.join(", ")}]\n`),
    );
    expect(both).toEqual(turned);
    expect(both).not.toEqual(one);
  });

  test.each<[what: string, text: string, reason: string]>([
    ["nothing", "", "the text is empty"],
    ["no outputs", "deps: []\n", "data.dvc records no output"],
    ["an empty list", "outs: []\n", "data.dvc records no output"],
    ["no path", "outs:\n- md5: a1\n", "an output without a path"],
    ["no checksum", "outs:\n- path: a\n", "without a checksum: expected md5, etag or checksum"],
    ["files without checksums", "outs:\n- path: a\n  files: [{relpath: b}]\n", "without a checksum"], // prettier-ignore
    ["an alias", "outs: &a\n- md5: x\n  path: y\nmore: *a\n", "anchor"],
    ["a scalar", "data\n", "records no output"],
  ])("with %s is invalid", (_, text, reason) => {
    expect(parseDvcFile(text, "data.dvc")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
      places: expect.arrayContaining([expect.objectContaining({ path: "data.dvc" })]),
    });
  });
});

describe("a dvc.lock", () => {
  test("has the outputs of every stage that has some", () => {
    const fact = parseDvcLock(
      `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py\n    deps:\n    - path: data\n      hash: md5\n      md5: d1.dir\n    params:\n      params.yaml:\n        rate: 0.1\n    outs:\n    - path: model.pt\n      hash: md5\n      md5: ${MD5}\n      size: 3\n  notify:\n    cmd: echo\n`,
      "dvc.lock",
    );
    expect(fact).toEqual({
      state: "known",
      value: new Map([["train", [{ path: "model.pt", checksum: MD5, hashing: "md5 of DVC 3" }]]]),
    });
  });

  test.each([
    ["stages: text\n", "has no stages"],
    ["stages: {a: {outs: [{path: x}]}}\n", "without a checksum"],
    ["[", "not valid YAML"],
  ])("%j is invalid", (text, reason) => {
    expect(parseDvcLock(text, "dvc.lock")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });

  test("may be without stages", () => {
    expect(parseDvcLock("schema: '2.0'\n", "dvc.lock")).toMatchObject({ value: new Map() });
  });
});

describe("a dvc.yaml", () => {
  test("declares artifacts and where stages run", () => {
    const fact = parseDvcYaml(
      `stages:\n  train: {cmd: x, wdir: ../work}\n  each:\n    foreach: [a]\n    do: {cmd: y, wdir: runs}\n  plain: {cmd: z}\nartifacts:\n  nn:\n    path: out/nn.pt\n    type: model\n    meta: {version: 1.10.0}\n  bare:\n    path: b\n`,
      "pipe/dvc.yaml",
    );
    if (fact.state === "unavailable") throw new Error(fact.reason);
    expect(Object.fromEntries(fact.value.workingDirectories)).toEqual({
      train: "work",
      each: "pipe/runs",
      plain: "pipe",
    });
    expect(Object.fromEntries(fact.value.artifacts)).toEqual({
      nn: {
        path: "pipe/out/nn.pt",
        version: { text: "1.10.0", place: expect.objectContaining({ line: 11 }) },
      },
      bare: { path: "pipe/b" },
    });
  });

  test.each(["a: 1\n", "artifacts: text\nstages: [1]\n", "artifacts: {nn: text}\n"])(
    "%j declares nothing of use",
    (text) => {
      const fact = parseDvcYaml(text, "dvc.yaml");
      const found = fact.state === "known" ? [...fact.value.artifacts.values()] : undefined;
      expect(found?.every(({ path, version }) => path === undefined && version === undefined)).toBe(true); // prettier-ignore
    },
  );

  test("that cannot be read says so", () => {
    expect(parseDvcYaml("{", "dvc.yaml")).toMatchObject({ cause: "invalid" });
  });
});

test("an artifacts.yaml has versions where teams put them", () => {
  const fact = parseArtifactsYaml(
    "nn:\n  type: model\n  path: models/nn.pt\n  custom: {version: 2.0}\nother:\n  custom: text\n",
    "artifacts.yaml",
  );
  expect(fact.state === "known" && Object.fromEntries(fact.value)).toMatchObject({
    nn: { path: "models/nn.pt", version: { text: "2.0" } },
    other: {},
  });
  expect(parseArtifactsYaml("text\n", "artifacts.yaml")).toEqual({ state: "known", value: new Map() }); // prettier-ignore
  expect(parseArtifactsYaml("{", "artifacts.yaml")).toMatchObject({ cause: "invalid" });
});

test.each([
  ["", "a/b", "a/b"],
  ["a", "../b", "b"],
  ["a/b", "./c/../d", "a/b/d"],
  ["a", "../../b", "../b"],
  ["", "../../b", "../../b"],
  ["", ".", ""],
])("%j and %j lead to %j", (folder, path, result) => {
  expect(joined(folder, path)).toBe(result);
});

const MODEL = (changes: Record<string, string> = {}): string =>
  Object.entries({
    artifact_path: "model",
    flavors: "{sklearn: {code: null, pickled_model: model.pkl, sklearn_version: 1.5.0}}",
    mlflow_version: "2.14.1",
    model_uuid: "aa11",
    run_id: "bb22",
    signature: `{inputs: '[{"name": "x", "type": "double"}]', outputs: '[{"type": "long"}]', params: null}`,
    utc_time_created: "'2026-06-01 10:00:00.000000'",
    ...changes,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
const model = (text: string) => {
  const fact = parseMlmodel(text, "MLmodel");
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
};

describe("an MLmodel file", () => {
  test.each([
    ["run_id", "cc33"],
    ["model_uuid", "dd44"],
    ["model_id", "m-55"],
    ["utc_time_created", "'2026-07-01 10:00:00.000000'"],
    ["artifact_path", "mlflow-artifacts:/1/models/m-55/artifacts"],
  ])("says nothing new by another %s", (key, value) => {
    expect(model(MODEL({ [key]: value })).digest).toBe(model(MODEL()).digest);
  });

  test("says something new by other flavors or another signature", () => {
    expect(model(MODEL({ flavors: "{onnx: {data: model.onnx}}" })).digest).not.toBe(model(MODEL()).digest); // prettier-ignore
    const signed = model(MODEL({ signature: `{inputs: '[{"type": "double", "name": "x"}]', outputs: '[{"type": "string"}]'}` })); // prettier-ignore
    expect(signed.signature.get("inputs")).toBe(model(MODEL()).signature.get("inputs"));
    expect(signed.signature.get("outputs")).not.toBe(model(MODEL()).signature.get("outputs"));
    expect([...signed.signature.keys()]).toEqual(["inputs", "outputs"]);
  });

  test("may be without a signature, or have one that is no JSON", () => {
    expect(model("flavors: {a: {}}\n").signature.size).toBe(0);
    expect(model(MODEL({ signature: "{inputs: odd}" })).signature.get("inputs")).toBe("odd");
  });

  test.each(["{", "a: 1\n", "text\n"])("%j is none", (text) => {
    expect(parseMlmodel(text, "MLmodel")).toMatchObject({ cause: "invalid" });
  });
});
