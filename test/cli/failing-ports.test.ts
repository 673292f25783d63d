import { expect, test } from "@jest/globals";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { exitCodeOf } from "../../src/main/cli/exit-code.ts";
import { recordProblems } from "../../src/main/cli/record-problems.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { stamp } from "../../src/use-cases/stamp.ts";
import { valueOf, withWorkTree } from "../worktree/work-tree.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const BROKEN = unavailable("upstream", "broken on purpose");

/** The same port, of which the question of this number gets no answer. */
function failingAt(turn: number, port: Repository): { port: Repository; asked: () => number } {
  let asked = 0;
  const handler: ProxyHandler<Repository> = {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      return typeof method !== "function"
        ? method
        : (...args: unknown[]): unknown => {
            asked += 1;
            return asked === turn ? Promise.resolve(BROKEN) : Reflect.apply(method, target, args);
          };
    },
  };
  return { port: new Proxy(port, handler), asked: () => asked };
}

test.each<[string, (port: Repository, head: Fact<string>) => Promise<Fact<unknown>>]>([
  [
    "validate",
    (port, head) => recordProblems({ repository: port, head: () => Promise.resolve(head) }),
  ],
  [
    "stamp",
    (port, head) =>
      stamp(
        {
          repository: port,
          head: () => Promise.resolve(head),
          source: { read: () => Promise.resolve(BROKEN) },
        },
        catalogue,
        "nn",
      ),
  ],
])("%s says why it cannot, whatever is missing", async (_, ask) => {
  const { folder } = repository({
    ".mltrl/config.yml": policyText([], "evidence: {e: {format: lcov, files: [reports/*]}}"),
    ".mltrl/cards/nn.md": cardAt(2),
    "src/a.py": "a\n",
    "reports/a.info": "SF:src/a.py\nend_of_record\n",
  });
  await withWorkTree(folder, async (workTree) => {
    const head = known(valueOf(await workTree.head()));
    expect(await ask(workTree.repository, BROKEN)).toEqual(BROKEN);
    const whole = failingAt(0, workTree.repository);
    expect((await ask(whole.port, head)).state).toBe("known");
    for (let turn = 1; turn <= whole.asked(); turn += 1) {
      const fact = await ask(failingAt(turn, workTree.repository).port, head);
      const reason = fact.state === "unavailable" ? fact.reason : BROKEN.reason;
      expect(reason).toContain("broken on purpose");
    }
  });
});

test.each([
  ["author", false, 1],
  ["elsewhere", false, 0],
  ["elsewhere", true, 1],
  [undefined, false, 1],
] as const)("what waits for %s (strict: %s) gives %s", (turn, strict, code) => {
  const finding = {
    rule: "r",
    gate: 1,
    outcome: "pending",
    severity: "blocking",
    since: "new",
    reason: "",
    evidence: [],
    ...(turn !== undefined && { turn }),
  } as const;
  const decision = {
    checks: [
      {
        name: "mltrl/main",
        enforcement: "block",
        conclusion: "action_required",
        components: ["nn"],
        findings: [],
      },
    ],
    components: [
      {
        id: "nn",
        movement: "content",
        level: 1,
        conclusion: "action_required",
        findings: [finding],
      },
    ],
    unaffected: [],
    problems: [],
    notices: [],
    provenance: { policy: "", ladder: "", version: "", base: "", head: "" },
  } as const;
  expect(exitCodeOf(decision, strict)).toBe(code);
});
