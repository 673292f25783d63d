import { notFound } from "../api-error.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { caller } from "./apps.ts";
import { type Call, numberParameter, type Reply, route, type Route } from "./call.ts";

/** `/app/hook`: the delivery log of an App's webhook and sending again. */
export const hookDeliveryRoutes: readonly Route[] = [
  route("GET", "/app/hook/deliveries", listDeliveries),
  route("GET", "/app/hook/deliveries/{id}", (call) => {
    const delivery = deliveryOf(call);
    const view = {
      ...deliveryView(delivery),
      url: delivery.url,
      request: {
        headers: delivery.requestHeaders,
        payload: JSON.parse(delivery.payload) as unknown,
      },
      response: delivery.response,
    };
    return { status: 200, body: view };
  }),
  route("POST", "/app/hook/deliveries/{id}/attempts", (call) => {
    call.dispatcher.redeliver(deliveryOf(call));
    return { status: 202, body: {} };
  }),
];

function deliveryOf(call: Call): Delivery {
  const id = numberParameter(call, "id");
  const app = caller(call);
  const found = call.dispatcher.deliveries().find((one) => one.id === id && one.app === app);
  if (found === undefined) throw notFound();
  return found;
}

/** Newest first, by cursor; `status=failure` means an answer of 400 to 599, so timeouts are not among them. */
function listDeliveries(call: Call): Reply {
  const app = caller(call);
  const { searchParams } = call.url;
  const size = Math.min(100, Number(searchParams.get("per_page") ?? 30) || 30);
  const status = searchParams.get("status");
  const all = call.dispatcher
    .deliveries()
    .filter((one) => one.app === app && one.status !== "pending")
    .filter((one) => {
      if (status === "failure") return one.statusCode >= 400 && one.statusCode <= 599;
      return status !== "success" || (one.statusCode >= 200 && one.statusCode < 400);
    })
    .toSorted((a, b) => b.id - a.id);
  const cursor = /^v1_(\d+)$/.exec(searchParams.get("cursor") ?? "")?.[1];
  const from = cursor === undefined ? all : all.filter(({ id }) => id < Number(cursor));
  const items = from.slice(0, size);
  const last = items.at(-1);
  const url = new URL(call.url);
  url.searchParams.set("cursor", `v1_${last?.id}`);
  const more = from.length > size && last !== undefined;
  return {
    status: 200,
    body: items.map(deliveryView),
    headers: more ? { Link: `<${url.href}>; rel="next"` } : {},
  };
}

function deliveryView(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation.id,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
