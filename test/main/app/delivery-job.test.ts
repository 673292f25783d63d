import { expect, test } from "@jest/globals";
import { deliveryJob } from "../../../src/main/app/delivery-job.ts";

const INSTALLATION = { id: 77, node_id: "x" };

test.each<[string, string, string | undefined]>([
  ["its installation", JSON.stringify({ sender: { id: 1 }, installation: INSTALLATION }), "77"],
  ["its installation, wherever it stands", JSON.stringify({ installation: INSTALLATION, sender: { id: 1 } }), "77"], // prettier-ignore
  ["none", JSON.stringify({ zen: "Keep it logically awesome." }), undefined],
  ["none that makes sense", '{"installation":{"id":"../../.."}}', undefined],
  ["its own, whatever people write", JSON.stringify({ installation: INSTALLATION, body: '"installation":{"id":78}' }), "77"], // prettier-ignore
])("a webhook belongs to %s", (_, payload, group) => {
  const job = deliveryJob({ id: "guid", event: "push", payload }, 5);
  expect(job).toEqual({ id: "guid", group, data: { event: "push", payload, receivedAt: 5 } });
});

test.each([
  ["merge_group", 2],
  ["deployment_protection_rule", 2],
  ["pull_request", undefined],
])("%s has the priority %s", (event, priority) => {
  expect(deliveryJob({ id: "guid", event, payload: "{}" }, 5).priority).toBe(priority);
});
