import { describe, expect, test } from "@jest/globals";

import { webhookKeys } from "./events.ts";
import { ownRules } from "./own-rules.ts";
import { permissions } from "./permissions.ts";
import { sample } from "./sample.ts";
import { specification, type Operation } from "./specification.ts";
import { mismatches } from "./validate.ts";

const operations = Object.values(specification.paths).flatMap((it) => Object.values(it));

function answers({ operationId, responses }: Operation) {
  return Object.entries(responses).flatMap(([status, { content }]) => {
    const schema = content?.["application/json"]?.schema;
    return schema === undefined ? [] : [[`${operationId} ${status}`, schema] as const];
  });
}

describe("the cut", () => {
  test("has the operations that the permissions name, and no other", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual(Object.keys(permissions).toSorted());
  });

  test("has the webhooks that the events name, and no other", () => {
    expect(Object.keys(specification.webhooks).toSorted()).toEqual(webhookKeys().toSorted());
  });

  test("refers to nothing that was cut off", () => {
    const names = JSON.stringify(specification).matchAll(/"github#\/schemas\/([^"]+)"/g);
    const unknown = [...names].flatMap(([, name = ""]) =>
      name in specification.schemas ? [] : [name],
    );
    expect(unknown).toEqual([]);
  });

  test("holds every rule of ours to an operation", () => {
    expect(Object.keys(ownRules).filter((id) => !(id in permissions))).toEqual([]);
  });
});

describe("the schemas", () => {
  const described = [...operations.flatMap(answers), ...Object.entries(specification.webhooks)];

  test.each(described)("%s takes what it describes", (_name, schema) => {
    expect(mismatches(schema, sample(schema), "body")).toEqual([]);
  });
});
