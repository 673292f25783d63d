import { expect, test } from "@jest/globals";
import { ANY_ADMIN, type Seat } from "../../src/core/model/finding.ts";
import { reviewersToAsk } from "../../src/core/reviewers-to-ask.ts";

function seat(role: string, candidates: readonly string[], more: Partial<Seat> = {}): Seat {
  return { role, candidates, lapsed: [], ...more };
}

const none = new Map<string, string>();

test("each open seat gets somebody, and nobody two", () => {
  const seats = [seat("quality", ["ann"]), seat("security", ["ann", "ben"])];
  expect(reviewersToAsk(seats, none, "1").toSorted()).toEqual(["ann", "ben"]);
});

test.each<[string, readonly Seat[]]>([
  ["a seat that is held", [seat("quality", [], { holder: "ann" })]],
  ["a seat that somebody was asked for", [seat("quality", ["ann", "ben"], { asked: ["ben"] })]],
  ["admins, of whom nobody is named", [seat("quality", [ANY_ADMIN])]],
  ["a seat that nobody can take", [seat("quality", [])]],
])("nobody is asked for %s", (_, seats) => {
  expect(reviewersToAsk(seats, none, "1")).toEqual([]);
});

test("one who was asked answers for one seat alone", () => {
  const seats = ["quality", "security"].map((role) =>
    seat(role, ["ann", "ben"], { asked: ["ann"] }),
  );
  expect(reviewersToAsk(seats, none, "1")).toEqual(["ben"]);
});

test("whoever was asked least recently comes first", () => {
  const asked = new Map([
    ["ann", "2026-06-02T10:00:00Z"],
    ["ben", "2026-06-01T10:00:00Z"],
    ["cleo", "2026-06-03T10:00:00Z"],
  ]);
  expect(reviewersToAsk([seat("quality", ["ann", "ben", "cleo"])], asked, "1")).toEqual(["ben"]);
  const withNew = [seat("quality", ["ann", "ben", "cleo", "dan"])];
  expect(reviewersToAsk(withNew, asked, "1")).toEqual(["dan"]);
});

test("among equals the pull request decides, the same each time", () => {
  const seats = [seat("quality", ["ann", "ben", "cleo", "dan"])];
  const chosen = Array.from({ length: 20 }, (_, i) => reviewersToAsk(seats, none, String(i))[0]);
  expect(new Set(chosen).size).toBeGreaterThan(2);
  expect(reviewersToAsk(seats, none, "7")).toEqual(reviewersToAsk(seats, none, "7"));
});

test("whoever lost an open seat to a push is asked again, whoever else was asked", () => {
  const lapsed = [
    {
      login: "ann",
      because: "approved 1234567; the content changed since",
      askAgain: true as const,
    },
    { login: "ben", because: "approved 1234567 without signing" },
  ];
  const open = seat("quality", ["ann", "ben", "cleo"], { lapsed, asked: ["cleo"] });
  expect(reviewersToAsk([open], none, "1")).toEqual(["ann"]);
  expect(reviewersToAsk([{ ...open, asked: [] }], none, "1")).toEqual(["ann"]);
  expect(reviewersToAsk([{ ...open, asked: ["ann"] }], none, "1")).toEqual([]);
  expect(reviewersToAsk([{ ...open, candidates: ["cleo"] }], none, "1")).toEqual([]);
  expect(reviewersToAsk([{ ...open, holder: "cleo", candidates: [] }], none, "1")).toEqual([]);
});
