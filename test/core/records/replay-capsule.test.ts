import { describe, expect, test } from "@jest/globals";
import { capsuleText, draftCapsule, parseCapsule } from "../../../src/core/records/capsule.ts";
import { eventsOf } from "../../../src/core/records/events.ts";
import { replayCapsule } from "../../../src/core/records/replay-capsule.ts";
import { judge } from "../../../src/use-cases/judge.ts";
import { exampleNames, readExample } from "../../examples/read-example.ts";
import { replay } from "../../examples/replay.ts";
import { ENGINE } from "../../support/fake-engine.ts";

describe.each(exampleNames())("capsules of %s", (name) => {
  test("give the decision they were made of, from their text alone", async () => {
    let kept = 0;
    for (const { ports } of await replay(readExample(name))) {
      const verdict = await judge(ports, ENGINE);
      if (verdict.state === "unavailable" || verdict.value.decision === undefined) continue;
      const { change, decision, basis } = verdict.value;
      const changed = change.changedFiles.state === "known" ? change.changedFiles.value : [];
      const events = eventsOf(decision, changed);
      if (events.length === 0) continue;
      const draft = draftCapsule({
        pullRequest: {
          number: 1,
          title: change.title,
          author: change.author.login,
          base: change.baseRef,
          "base-before": change.baseTip,
          head: change.head,
          "merge-commit": change.head,
          "merged-at": change.now,
        },
        events,
        contributors: change.contributors,
        reviews: [],
        decision,
        basis,
        policyFiles: [],
        records: [],
      });
      const text = capsuleText({ ...draft, number: 1, previous: null });
      const parsed = parseCapsule(text, "capsule");
      if (parsed.state === "unavailable") throw new Error(parsed.reason);
      expect(capsuleText(parsed.value)).toBe(text);
      const again = replayCapsule(parsed.value);
      if (again.state === "unavailable") throw new Error(again.reason);
      expect(again.value.differences).toEqual([]);
      kept += 1;
    }
    expect(kept).toBeGreaterThan(5);
  });
});
