import {
  isObjectType,
  getNamedType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type ValueNode,
} from "graphql";

import type { Finding } from "./problem.ts";
import type { JsonRecord } from "./record.ts";

const largestPage = 100;

function sizeOf(value: ValueNode | undefined, variables: JsonRecord): unknown {
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  return undefined;
}

function checkField(field: FieldNode, path: string, variables: JsonRecord): Finding[] {
  const bounds = (field.arguments ?? []).filter(({ name }) => /^(first|last)$/.test(name.value));
  if (bounds.length === 0) {
    return [{ kind: "missing", where: path, what: "must ask for the first or the last so many" }];
  }
  return bounds.flatMap(({ name, value }): Finding[] => {
    const size = sizeOf(value, variables);
    if (typeof size !== "number" || (size >= 1 && size <= largestPage)) return [];
    const what = `must be from 1 to ${largestPage}, but is ${size}`;
    return [{ kind: "wrong", where: `${path}.${name.value}`, what }];
  });
}

/**
 * The connections of a document that ask for no number of nodes, or for too many. GitHub refuses
 * both, which its schema does not say.
 */
export function checkPageBounds(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: JsonRecord,
): Finding[] {
  const findings: Finding[] = [];
  const types = new TypeInfo(schema);
  const path: string[] = [];
  const visitor = visitWithTypeInfo(types, {
    Field: {
      enter(field) {
        path.push((field.alias ?? field.name).value);
        const type = getNamedType(types.getType() ?? undefined);
        const isConnection = isObjectType(type) && "pageInfo" in type.getFields();
        const isBounded = types.getFieldDef()?.args.some(({ name }) => name === "first") === true;
        if (isConnection && isBounded) {
          findings.push(...checkField(field, path.join("."), variables));
        }
      },
      leave() {
        path.pop();
      },
    },
  });
  visit(document, visitor);
  return findings;
}
