import { expect, test } from "@jest/globals";
import { NO_TELEMETRY } from "../../src/telemetry/no-telemetry.ts";
import { watchStages } from "../../src/telemetry/watch-stages.ts";

/** A clock and ports whose answers come when the test says so. */
function world() {
  let now = 0;
  const took: Record<string, number> = {};
  const telemetry = { ...NO_TELEMETRY, took: (stage: string, seconds: number) => void (took[stage] = seconds) }; // prettier-ignore
  const watch = watchStages(telemetry, () => now);
  const answers: (() => void)[] = [];
  const port = {
    name: "a port",
    ask: () => new Promise<void>((resolve) => answers.push(resolve)),
    refuse: () => Promise.reject(new Error("refused")),
    size: () => 3,
  };
  const answer = async (index: number): Promise<void> => {
    answers[index]?.();
    await new Promise(setImmediate);
  };
  return { watch, took, port, answer, pass: (seconds: number) => void (now += seconds * 1000) };
}

test("time counts for what is being asked, and for judging where nothing is", async () => {
  const { watch, took, port, answer, pass } = world();
  const [source, facts] = [watch.over("read", port), watch.over("gather", port)];
  void source.ask();
  pass(2);
  await answer(0);
  pass(1); // judging
  void facts.ask();
  pass(1);
  void facts.ask(); // at the same time
  pass(3);
  await answer(1);
  pass(1);
  await answer(2);
  pass(4); // judging
  watch.end();
  expect(took).toEqual({ read: 2, gather: 5, judge: 5 });
});

test("a watched port answers as before", async () => {
  const { watch, port } = world();
  const facts = watch.over("gather", port);
  expect(facts.size()).toBe(3);
  expect(facts.name).toBe("a port");
  await expect(facts.refuse()).rejects.toThrow("refused");
});
