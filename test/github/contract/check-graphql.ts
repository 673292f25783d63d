import {
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from "graphql";

import { graphqlSchema } from "./graphql-schema.ts";
import { checkPageBounds } from "./page-bounds.ts";
import { problemsOf, type Finding, type Problem } from "./problem.ts";
import { isRecord, type JsonRecord } from "./record.ts";

/** The body of a GraphQL request. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: JsonRecord | undefined;
  readonly operationName?: string | undefined;
}

interface Read {
  readonly document?: DocumentNode;
  readonly findings: readonly Finding[];
}

function toFinding(error: GraphQLError, place: string): Finding {
  const [at] = error.locations ?? [];
  const where = at === undefined ? place : `${place}:${at.line}:${at.column}`;
  return { kind: "wrong", where, what: error.message };
}

function read(query: string): Read {
  try {
    const document = parse(query);
    const errors = validate(graphqlSchema(), document);
    return { document, findings: errors.map((error) => toFinding(error, "query")) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { findings: [toFinding(error, "query")] };
  }
}

// The same few documents are sent over and over, and validating one takes far longer than the rest.
const cache = new Map<string, Read>();

function cachedRead(query: string): Read {
  const known = cache.get(query) ?? read(query);
  cache.set(query, known);
  return known;
}

function chosenOperation(
  document: DocumentNode,
  operationName: string | undefined,
): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operationName !== undefined) {
    return operations.find(({ name }) => name?.value === operationName);
  }
  return operations.length === 1 ? operations[0] : undefined;
}

function checkVariables(operation: OperationDefinitionNode, variables: JsonRecord): Finding[] {
  const declared = operation.variableDefinitions ?? [];
  const names = new Set(declared.map(({ variable }) => variable.name.value));
  const extra = Object.keys(variables).filter((name) => !names.has(name));
  const { errors = [] } = getVariableValues(graphqlSchema(), declared, variables);
  return [
    ...errors.map(({ message }): Finding => ({ kind: "wrong", where: "variables", what: message })),
    ...extra.map((name): Finding => ({
      kind: "unknown",
      where: `variables.${name}`,
      what: "is not declared by the query",
    })),
  ];
}

/** Holds a GraphQL document and its variables to GitHub's schema. */
export function checkGraphql(request: GraphqlRequest): Problem[] {
  const { query, variables = {}, operationName } = request;
  const { document, findings } = cachedRead(query);
  if (document === undefined || findings.length > 0) return problemsOf("graphql", findings);
  const operation = chosenOperation(document, operationName);
  const subject = `graphql ${operation?.name?.value ?? "query"}`;
  if (operation === undefined) {
    const what = "names none of the query's operations";
    return problemsOf(subject, [{ kind: "wrong", where: "operationName", what }]);
  }
  return problemsOf(subject, [
    ...checkVariables(operation, variables),
    ...checkPageBounds(graphqlSchema(), document, variables),
  ]);
}

/** Reads the body of `POST /graphql` and checks it. */
export function checkGraphqlBody(body: unknown): Problem[] {
  if (!isRecord(body) || typeof body["query"] !== "string") {
    const what = "is required";
    return problemsOf("graphql", [{ kind: "missing", where: "body.query", what }]);
  }
  const { query, variables, operationName } = body;
  return checkGraphql({
    query,
    variables: isRecord(variables) ? variables : undefined,
    operationName: typeof operationName === "string" ? operationName : undefined,
  });
}
