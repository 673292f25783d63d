import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import { viewAt } from "../../src/gather/view.ts";
import { judge } from "../../src/use-cases/judge.ts";
import { simulated } from "../../src/use-cases/simulated-change.ts";
import { readScenario } from "../gate/scenario.ts";
import { BASE, fakeChange, HEAD } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";

const CARD = ".mltrl/cards/nodule-detector.md";
const FILES = [{ path: CARD, text: "simulated" }];

describe("a simulated change", () => {
  const { change, ...ports } = fakeChange({
    base: { [CARD]: "a", x: "1" },
    head: { [CARD]: "b", x: "1" },
  });
  const { source, repository } = simulated(ports, change, [
    ...FILES,
    { path: ".mltrl/new.yml", text: "n" },
  ]);

  async function headOf(read: typeof source): Promise<string> {
    const simulation = await read.read();
    return simulation.state === "known" ? simulation.value.head : "";
  }

  async function text(revision: string, path: string): Promise<unknown> {
    const view = await viewAt(repository, revision);
    return view.state === "known" ? view.value.text(path) : view;
  }

  test("has its files at the head, and there alone", async () => {
    const head = await headOf(source);
    expect(await text(head, CARD)).toEqual({ state: "known", value: "simulated" });
    expect(await text(head, ".mltrl/new.yml")).toEqual({ state: "known", value: "n" });
    expect(await text(head, "x")).toEqual({ state: "known", value: "1" });
    expect(await text(BASE, CARD)).toEqual({ state: "known", value: "a" });
    expect(await text(HEAD, CARD)).toEqual({ state: "known", value: "b" });
  });

  test("lists them among the changed files, once", async () => {
    expect(await source.read()).toMatchObject({
      value: {
        changedFiles: {
          value: [
            { path: CARD, status: "modified" },
            { path: ".mltrl/new.yml", status: "modified" },
          ],
        },
      },
    });
  });

  test("leaves the real one as it is", async () => {
    expect(await ports.source.read()).toEqual({ state: "known", value: change });
    const real = await viewAt(ports.repository, HEAD);
    expect(real.state === "known" && (await real.value.text(CARD))).toEqual({
      state: "known",
      value: "b",
    });
  });

  test("knows no more than the real one", async () => {
    const changedFiles = unavailable("upstream", "too many");
    const unknown = simulated(ports, { ...change, changedFiles }, FILES);
    expect(await unknown.source.read()).toMatchObject({ value: { changedFiles } });
    const lost = unavailable("upstream", "no answer");
    const broken = {
      ...ports,
      repository: { ...ports.repository, records: () => Promise.resolve(lost) },
    };
    expect(await simulated(broken, change, FILES).repository.records(HEAD)).toBe(lost);
  });
});

test("is judged as the real one would be", async () => {
  const real = readScenario("switchback-without-record");
  const before = readScenario("records-only");
  const view = await viewAt(real.repository, HEAD);
  const card = view.state === "known" ? await view.value.text(CARD) : view;
  if (card.state === "unavailable") throw new Error(card.reason);
  const ports = simulated(before, before.change, [{ path: CARD, text: card.value }]);
  const [simulatedVerdict, realVerdict] = await Promise.all([
    judge(ports, ENGINE),
    judge(real, ENGINE),
  ]);
  const conclusions = [simulatedVerdict, realVerdict].map((verdict) =>
    verdict.state === "known"
      ? verdict.value.decision?.components.map(({ id, movement, conclusion }) => [
          id,
          movement,
          conclusion,
        ])
      : verdict,
  );
  expect(conclusions[0]).toEqual(conclusions[1]);
  expect(conclusions[0]).toEqual([["nodule-detector", "lower", "failure"]]);
});
