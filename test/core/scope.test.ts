import { describe, expect, test } from "@jest/globals";
import {
  dependents,
  recordOwner,
  systemsAround,
  touches,
  uncoveredModels,
} from "../../src/core/scope.ts";
import { aComponent } from "../support/fake-engine.ts";

describe("whose record a path is", () => {
  test.each([
    [".mltrl/cards/detector.md", "detector"],
    [".mltrl/requirements/detector.yml", "detector"],
    [".mltrl/ethics/detector.md", "detector"],
    [".mltrl/documents/detector/plan.md", "detector"],
    [".mltrl/evidence/detector/stamp.yml", "detector"],
    [".mltrl/decisions/detector/2026-01-01-2.yml", "detector"],
    [".mltrl/reviews/detector/2026-01-01-2-to-3.yml", "detector"],
    [".mltrl/switchbacks/detector/2026-01-01-3-to-2.yml", "detector"],
    [".mltrl/config.yml", undefined],
    [".mltrl/datasets/scans.md", undefined],
    [".mltrl/cards/detector", undefined],
    [".mltrl/cards/sub/detector.md", undefined],
    [".mltrl/reviews/detector", undefined],
    ["src/.mltrl/cards/detector.md", undefined],
  ])("%s: %s", (path, owner) => {
    expect(recordOwner(path)).toBe(owner);
  });
});

describe("what a pull request touches", () => {
  const components = [
    aComponent({ id: "detector", paths: ["models/**", "src/**"], ignore: ["**/*.md"] }),
    aComponent({ id: "reader", paths: ["src/reader/**"] }),
    aComponent({ id: "triage", paths: [], parts: ["detector"] }),
  ];

  test("content and records are told apart, and components that are left alone are absent", () => {
    const touched = touches(components, [
      { path: "src/net.py", status: "modified" },
      { path: "src/README.md", status: "modified" },
      { path: ".mltrl/cards/detector.md", status: "modified" },
      { path: "docs/index.md", status: "added" },
    ]);
    expect(Object.fromEntries(touched)).toEqual({
      detector: {
        content: ["src/net.py"],
        records: [".mltrl/cards/detector.md", "src/README.md"],
      },
    });
  });

  test("a path may belong to several components", () => {
    const touched = touches(components, [{ path: "src/reader/a.py", status: "removed" }]);
    expect([...touched.keys()]).toEqual(["detector", "reader"]);
  });

  test("a file that moves away is a change of what it leaves", () => {
    const touched = touches(components, [
      { path: "attic/net.py", previousPath: "src/net.py", status: "renamed" },
    ]);
    expect(touched.get("detector")?.content).toEqual(["src/net.py"]);
  });

  test("records are never content, whatever a component's paths say", () => {
    const greedy = [aComponent({ paths: ["**"] })];
    const touched = touches(greedy, [{ path: ".mltrl/cards/detector.md", status: "modified" }]);
    expect(touched.get("detector")).toEqual({ content: [], records: [".mltrl/cards/detector.md"] });
  });

  test("a system is touched by its own records", () => {
    const touched = touches(components, [{ path: ".mltrl/cards/triage.md", status: "modified" }]);
    expect([...touched.keys()]).toEqual(["triage"]);
  });
});

describe("the systems around a component", () => {
  const tree = [
    aComponent({ id: "outer", parts: ["inner", "b"] }),
    aComponent({ id: "inner", parts: ["a"] }),
    aComponent({ id: "other", parts: ["c"] }),
    aComponent({ id: "a" }),
  ];

  test("are found at any depth", () => {
    expect([...systemsAround(tree, new Set(["a"]))].toSorted()).toEqual(["inner", "outer"]);
  });

  test("are none around nothing", () => {
    expect(systemsAround(tree, new Set()).size).toBe(0);
  });

  test("do not end in a circle", () => {
    const circle = [aComponent({ id: "x", parts: ["y"] }), aComponent({ id: "y", parts: ["x"] })];
    expect([...systemsAround(circle, new Set(["x"]))].toSorted()).toEqual(["x", "y"]);
  });
});

describe("what a change leads to", () => {
  const components = [
    aComponent({ id: "reader", paths: ["reader/**"] }),
    aComponent({ id: "detector", paths: ["models/**"], dependsOn: ["reader"] }),
    aComponent({ id: "viewer", paths: ["viewer/**"], dependsOn: ["detector"] }),
    aComponent({ id: "other", paths: ["other/**"] }),
  ];

  test("components that build on it, at any distance", () => {
    expect([...dependents(components, new Set(["reader"]))].toSorted()).toEqual([
      "detector",
      "viewer",
    ]);
  });

  test("components that depend on each other", () => {
    const circle = [
      aComponent({ id: "a", dependsOn: ["b"] }),
      aComponent({ id: "b", dependsOn: ["a"] }),
    ];
    expect([...dependents(circle, new Set(["a"]))].toSorted()).toEqual(["a", "b"]);
  });

  test("model files that no component owns", () => {
    const files = [
      { path: "models/net.onnx", status: "modified" },
      { path: "stray/net.ONNX", status: "added" },
      { path: "stray/gone.pt", status: "removed" },
      { path: "stray/notes.md", status: "added" },
    ] as const;
    expect(uncoveredModels(components, files)).toEqual(["stray/net.ONNX"]);
  });
});
