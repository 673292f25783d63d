import { expect, test } from "@jest/globals";
import { known, unavailable } from "../../src/core/model/fact.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import type { FakeChange } from "../support/fake-change.ts";
import { fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePeople } from "../support/fake-people.ts";
import { type FakeReviewers, fakeReviewers } from "../support/fake-reviewers.ts";

async function asked(
  change: FakeChange,
  reviewers: FakeReviewers = fakeReviewers(),
): Promise<{ readonly body: string; readonly requests: FakeReviewers["requests"] }> {
  const people = fakePeople({
    teams: { "acme/product": ["product-manager"] },
    permissions: { "ml-engineer": "write" },
  });
  const ports = { ...fakeCommandPorts({ ...change, people }), reviewers };
  const request = {
    repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
    number: 7,
    onPullRequest: true,
    actor: { id: 3, login: "ml-engineer", bot: false },
    body: "/mltrl request-reviews",
  };
  await runCommands(request, ports, ENGINE);
  return { body: [...ports.said.values()].join(), requests: reviewers.requests };
}

function withChange(world: FakeChange, changes: Partial<FakeChange["change"]>): FakeChange {
  const change = { ...world.change, ...changes };
  return { ...world, change, source: { read: () => Promise.resolve(known(change)) } };
}

const WAITING = readScenario("waiting-for-panel");
const WHO = ["researcher", "research-lead"];

test("somebody who can take an open seat is asked, of a draft as well", async () => {
  for (const draft of [false, true]) {
    const { body, requests } = await asked(withChange(WAITING, { draft }));
    expect(requests).toHaveLength(1);
    expect(WHO).toContain(requests[0]?.[0]);
    expect(body).toContain(`**Asked for a review: \`${requests[0]?.[0]}\`.**`);
    expect(body).toContain("### Panel for `nodule-detector` 2 → 3");
  }
});

test("nobody is asked twice", async () => {
  const change = withChange(WAITING, {
    askedReviewers: known(WHO.map((login) => ({ login, at: "2026-06-01T09:00:00Z" }))),
  });
  const { body, requests } = await asked(change);
  expect(requests).toEqual([]);
  expect(body).toContain("Nobody new was asked");
});

test("nobody is asked for no seat, where no check guards, or of what cannot be read", async () => {
  expect((await asked(readScenario("records-only"))).body).toContain("no seat is open here");
  const ungated = withChange(WAITING, { baseRef: "topic" });
  expect((await asked(ungated)).body).toContain("No check of mltrl-gate guards topic");
  const lost = unavailable("upstream", "GitHub did not answer");
  const unreadable = { ...WAITING, source: { read: () => Promise.resolve(lost) } };
  expect((await asked(unreadable)).body).toContain("GitHub did not answer");
});

test("why nobody could be asked is told", async () => {
  const refusing = fakeReviewers(unavailable("upstream", "this App may not request reviews"));
  const { body } = await asked(WAITING, refusing);
  expect(body).toContain("**Nobody was asked.**");
  expect(body).toContain("this App may not request reviews");
});
