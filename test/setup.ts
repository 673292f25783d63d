import { afterAll, afterEach, beforeAll } from "@jest/globals";
import fc from "fast-check";
import nock from "nock";

/**
 * Properties try the same cases in every run, so that a red one is the change's doing. `FUZZ_SEED=7` tries
 * others, any number of them: `for i in $(seq 100); do FUZZ_SEED=$i npm test -- test/properties; done`.
 */
fc.configureGlobal({ seed: Number(process.env["FUZZ_SEED"] ?? 1) });

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost)(:\d+)?$/); // the stand-in for GitHub
});

afterEach(() => {
  const pending = nock.pendingMocks();
  nock.abortPendingRequests();
  nock.cleanAll();
  if (pending.length > 0) throw new Error(`calls never made: ${pending.join(", ")}`);
});

// nock patches the sockets of the whole worker process; without this every test file adds a layer.
afterAll(() => {
  nock.restore();
});
