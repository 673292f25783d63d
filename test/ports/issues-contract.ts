import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Issues } from "../../src/ports/issues.ts";

/** The port, and what only the other side of it shows. */
export interface OpenedIssues {
  /** As if it were asked for the first time. */
  readonly issues: () => Issues;
  /** How people see an issue. */
  readonly seen: (number: number) => Promise<{
    readonly title: string;
    readonly body: string;
    readonly open: boolean;
    readonly assignees: readonly string[];
  }>;
  close(): Promise<void>;
}

const A = "<!-- mark a -->";
const B = "<!-- mark b -->";

/** What every port over issues does. `ml-engineer` and `researcher` can be assigned. */
export function issuesContract(name: string, start: () => Promise<OpenedIssues>): void {
  describe(`${name} as issues`, () => {
    let opened: OpenedIssues;
    beforeAll(async () => {
      opened = await start();
    });
    afterAll(() => opened.close());

    test("are found again by their marker, open or closed, the latest first", async () => {
      const { issues } = opened;
      expect(value(await issues().find(A))).toEqual([]);
      const first = value(await issues().open({ title: "One", body: `${A}\nFirst` }, []));
      const other = value(await issues().open({ title: "Two", body: `${B}\nOther` }, []));
      expect(value(await issues().find(A))).toEqual([
        { number: first, open: true, body: `${A}\nFirst` },
      ]);
      value(await issues().close(first, { title: "One", body: `${A}\nDone` }));
      const second = value(await issues().open({ title: "One more", body: `${A}\nSecond` }, []));
      expect(value(await issues().find(A))).toEqual([
        { number: second, open: true, body: `${A}\nSecond` },
        { number: first, open: false, body: `${A}\nDone`, closedAt: expect.any(String) },
      ]);
      expect(value(await issues().find(B))).toMatchObject([{ number: other }]);
      expect(value(await issues().search(A))).toEqual(value(await issues().find(A)));
    });

    test("say what they were given last, and are open or closed after it", async () => {
      const { issues, seen } = opened;
      const number = value(await issues().open({ title: "Old", body: "<!-- c -->\nOld" }, []));
      value(await issues().close(number, { title: "Closed", body: "<!-- c -->\nClosed" }));
      expect(await seen(number)).toMatchObject({ title: "Closed", open: false });
      value(await issues().edit(number, { title: "New", body: "<!-- c -->\nNew" }));
      expect(await seen(number)).toMatchObject({
        title: "New",
        body: "<!-- c -->\nNew",
        open: true,
      });
      expect(value(await issues().find("<!-- c -->"))).toEqual([
        { number, open: true, body: "<!-- c -->\nNew" },
      ]);
    });

    test("are assigned to people", async () => {
      const { issues, seen } = opened;
      const people = ["ml-engineer", "researcher"];
      const number = value(await issues().open({ title: "Theirs", body: "<!-- d -->" }, people));
      expect((await seen(number)).assignees).toEqual(people);
    });
  });
}

function value<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new Error(fact.reason);
}
