import { describe, expect, test } from "@jest/globals";
import { LOOKS } from "../../../../src/main/app/queues/looks.ts";
import { REPOSITORIES } from "../../../../src/main/app/queues/repositories.ts";
import { SWEEPS } from "../../../../src/main/app/queues/sweeps.ts";
import { listed, ref, SINCE } from "../../../support/sweep-world.ts";

describe("jobs that wait for each other's turn", () => {
  const later = "2026-06-01T11:30:00.000Z";
  test("go back as far as the first of them", () => {
    const sweep = SWEEPS.merge?.({ installation: 77, full: true, since: SINCE }, { installation: 77, since: later }); // prettier-ignore
    expect(sweep).toEqual({ installation: 77, full: true, since: SINCE });
    const look = LOOKS.merge?.({ repositories: [], since: later }, { repositories: [listed(5)], since: SINCE }); // prettier-ignore
    expect(look).toEqual({ repositories: [listed(5)], since: SINCE });
    const which = "missing" as const;
    const one = REPOSITORIES.merge?.({ repository: ref(5), which, since: SINCE }, { repository: ref(5), which }); // prettier-ignore
    expect(one).toEqual({ repository: ref(5), which, since: SINCE });
  });

  test("a start keeps what the planned sweep knows", () => {
    const planned = { installation: 0, since: SINCE, fullAt: later };
    const merge = SWEEPS.merge?.(planned, { installation: 0, full: true });
    expect(merge).toEqual({ ...planned, full: true });
  });
});
