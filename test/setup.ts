import { afterAll, afterEach, beforeAll } from "@jest/globals";
import nock from "nock";

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
