import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { parseInputs } from "../../../src/main/action/inputs.ts";

const inputs = (given: Readonly<Record<string, string>>) =>
  parseInputs((name) => given[name] ?? "");

test("nothing given is what action.yml says", () => {
  const { inputs: described } = load(readFileSync("action/action.yml", "utf8")) as {
    inputs: Record<string, { default: string }>;
  };
  const defaults = Object.fromEntries(Object.entries(described).map(([name, { default: value }]) => [name, name === "token" ? "" : value])); // prettier-ignore
  const asked: string[] = [];
  const parsed = parseInputs((name) => {
    asked.push(name);
    return "";
  });
  expect(parsed).toEqual(inputs(defaults));
  expect(asked.toSorted()).toEqual(Object.keys(described).toSorted());
});

test("every input is read", () => {
  const parsed = inputs({
    config: "ml/.mltrl.yml",
    components: "nodule-detector, dicom-io\nct-triage",
    base: "release/1.0",
    evidence: "reports/*.xml format=junit component=dicom-io\n\ncoverage/lcov.info",
    "reports-from": "downloaded",
    collect: "/tmp/evidence",
    enforcement: "warn",
    token: "t",
    publish: "check",
    report: "out/a.json\nout/b.md",
  });
  expect(parsed).toEqual({
    ok: true,
    value: {
      config: "ml/.mltrl.yml",
      components: ["nodule-detector", "dicom-io", "ct-triage"],
      base: "release/1.0",
      evidence: [
        { pattern: "reports/*.xml", format: "junit", component: "dicom-io" },
        { pattern: "coverage/lcov.info" },
      ],
      reportsFrom: "downloaded",
      collect: "/tmp/evidence",
      enforcement: "warn",
      token: "t",
      publish: "check",
      reports: [
        { format: "json", path: "out/a.json" },
        { format: "markdown", path: "out/b.md" },
      ],
    },
  });
});

describe("what is wrong is told with what is allowed", () => {
  test.each([
    ["config", "../policy.yml", "expected a path from the root of the repository"],
    ["config", "/etc/policy.yml", "expected a path from the root of the repository"],
    ["components", "Nodule", "expected ids of components"],
    ["base", "--upload-pack=x", "expected a branch or the id of a commit"],
    ["base", "a b", "expected a branch or the id of a commit"],
    ["reports-from", "../elsewhere", "expected a folder of the work space"],
    ["evidence", "x.xml kind=junit", "expected format=NAME or component=ID after x.xml"],
    ["evidence", "x.xml component=A", "expected the id of a component after x.xml"],
    ["enforcement", "blok", "expected one of policy, observe, warn, block; got \"blok\"; did you mean block?"], // prettier-ignore
    ["publish", "both", "expected one of job, check"],
    ["report", "out.txt", "end with .json, .md, .sarif or .xml"],
    ["report", "../out.json", "paths within the work space"],
  ])("%s: %s", (name, value, told) => {
    const parsed = inputs({ [name]: value });
    expect(parsed).toEqual({ ok: false, faults: [expect.stringContaining(told)] });
    expect((parsed as { readonly faults: readonly string[] }).faults[0]).toMatch(
      new RegExp(`^${name}: `),
    );
  });

  test("all at once", () => {
    const parsed = inputs({ publish: "x", enforcement: "y", components: "Z" });
    expect(parsed).toMatchObject({ faults: { length: 3 } });
  });
});
