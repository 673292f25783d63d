import type { CheckRun } from "../../src/core/model/change.ts";
import type { CheckReport, Publisher } from "../../src/ports/publisher.ts";

export interface FakePublisher extends Publisher {
  /** What was shown, in order. */
  readonly shown: { readonly report: CheckReport; readonly previous: CheckRun | undefined }[];
}

/** Keeps what it is told to show. */
export function fakePublisher(): FakePublisher {
  const shown: FakePublisher["shown"] = [];
  return {
    shown,
    check(report, previous) {
      shown.push({ report, previous });
      return Promise.resolve();
    },
  };
}
