import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";
import { typedError } from "./context.ts";

export type Count = { readonly nodes: number; readonly cost: number };

/**
 * Nodes and points of an operation before it runs, by page "Rate limits and query limits for the GraphQL
 * API": every connection asks for `first` or `last` from 1 to 100, and all together for at most 500,000.
 */
export function countNodes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Count {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  let nodes = 0;
  let requests = 0;
  const visit = (
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    times: number,
  ): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined)
          visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), times);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        visit(
          selection.selectionSet,
          condition === undefined ? parent : schema.getType(condition),
          times,
        );
      } else visitField(selection, parent, times);
    }
  };
  const visitField = (
    field: FieldNode,
    parent: GraphQLNamedType | undefined,
    times: number,
  ): void => {
    if (field.selectionSet === undefined) return;
    if (!isObjectType(parent) && !isInterfaceType(parent)) return;
    const definition = parent.getFields()[field.name.value];
    if (definition === undefined) return;
    const type = getNamedType(definition.type);
    // A list of nodes by their ids says how many there are; what it holds is fetched for each of them.
    let below = times * listLength(field, variables);
    if (type.name.endsWith("Connection")) {
      below = times * pageSize(field, variables, operation);
      requests += times;
      nodes += below;
    }
    visit(field.selectionSet, type, below);
  };
  visit(operation.selectionSet, rootType(schema, operation), 1);
  if (nodes > 500_000) {
    throw typedError(
      "MAX_NODE_LIMIT_EXCEEDED",
      `This query requests up to ${nodes.toLocaleString("en")} possible nodes which exceeds the maximum limit of 500,000.`,
    );
  }
  return { nodes, cost: Math.max(1, Math.round(requests / 100)) };
}

function listLength(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  if (field.name.value !== "nodes") return 1;
  const ids = field.arguments?.find(({ name }) => name.value === "ids")?.value;
  if (ids?.kind === Kind.LIST) return ids.values.length;
  const given = ids?.kind === Kind.VARIABLE ? variables[ids.name.value] : undefined;
  return Array.isArray(given) ? given.length : 1;
}

function rootType(schema: GraphQLSchema, operation: OperationDefinitionNode) {
  return (
    (operation.operation === OperationTypeNode.MUTATION
      ? schema.getMutationType()
      : schema.getQueryType()) ?? undefined
  );
}

function pageSize(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  operation: OperationDefinitionNode,
): number {
  for (const name of ["first", "last"]) {
    const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (node === undefined) continue;
    const size =
      node.kind === Kind.INT
        ? Number(node.value)
        : node.kind === Kind.VARIABLE
          ? (variables[node.name.value] ?? defaultOf(operation, node.name.value))
          : undefined;
    if (typeof size !== "number") continue;
    if (size >= 1 && size <= 100) return size;
    throw new GraphQLError(
      size > 100
        ? `Requesting ${size} records on the \`${field.name.value}\` connection exceeds the \`${name}\` limit of 100 records.`
        : `\`${name}\` on the \`${field.name.value}\` connection cannot be less than 1.`,
      { nodes: field, extensions: { type: "EXCESSIVE_PAGINATION" } },
    );
  }
  throw new GraphQLError(
    `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name.value}\` connection.`,
    { nodes: field, extensions: { type: "MISSING_PAGINATION_BOUNDARIES" } },
  );
}

function defaultOf(operation: OperationDefinitionNode, name: string): number | undefined {
  const definition = operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === name,
  );
  const value = definition?.defaultValue;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
