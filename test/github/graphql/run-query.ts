import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";
import type { Actor } from "../auth/actor.ts";
import type { ServerParts } from "../http/server-parts.ts";
import type { Budget } from "../rate-limit.ts";
import type { Context } from "./context.ts";
import { countNodes } from "./node-count.ts";
import { createSchema } from "./schema.ts";

export type GraphQLAnswer = {
  readonly body: object;
  readonly budget: Budget;
  readonly nodeCount: number | null;
  readonly points: number | null;
  readonly operationName: string | null;
  readonly mutation: boolean;
};

type Parsed = { readonly document?: DocumentNode; readonly errors: readonly GraphQLError[] };

let schema: GraphQLSchema | undefined;
const parsed = new Map<string, Parsed>();

/** Parses and validates a query once; the same text is recognised ever after. */
function prepare(query: string): Parsed & { schema: GraphQLSchema } {
  schema ??= createSchema();
  let known = parsed.get(query);
  if (known === undefined) {
    try {
      const document = parse(query);
      known = { document, errors: validate(schema, document) };
    } catch (error) {
      known = { errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
    }
    if (parsed.size > 5000) parsed.clear(); // queries with values written into them
    parsed.set(query, known);
  }
  return { ...known, schema };
}

/** Answers one GraphQL request, always with HTTP 200 as GitHub does. */
export async function runQuery(
  parts: ServerParts,
  actor: Actor,
  request: { query: string; variables: Record<string, unknown>; operationName: string | undefined },
): Promise<GraphQLAnswer> {
  const { schema, document, errors } = prepare(request.query);
  const spend = (points: number): Budget => parts.rateLimits.spend(actor, "graphql", points);
  const refuse = (...given: readonly GraphQLError[]): GraphQLAnswer => ({
    body: { errors: given.map(formatError) },
    budget: spend(0),
    nodeCount: null,
    points: null,
    operationName: request.operationName ?? null,
    mutation: false,
  });
  if (document === undefined || errors.length > 0) return refuse(...errors);
  const operation = getOperationAST(document, request.operationName) ?? getOperationAST(document);
  if (operation === null || operation === undefined)
    return refuse(new GraphQLError("An operation name is required"));
  let count;
  try {
    count = countNodes(schema, document, operation, request.variables);
  } catch (error) {
    return refuse(error instanceof GraphQLError ? error : new GraphQLError(String(error)));
  }
  const budget = spend(count.cost);
  const mutation = operation.operation === OperationTypeNode.MUTATION;
  const about = {
    budget,
    nodeCount: count.nodes,
    points: count.cost,
    operationName: operation.name?.value ?? null,
    mutation,
  };
  if (budget.remaining < 0) {
    const message = "API rate limit exceeded";
    return { ...about, body: { errors: [{ type: "RATE_LIMITED", message }] } };
  }
  const { world, faults } = parts;
  const contextValue: Context = {
    world,
    faults,
    actor,
    cost: count.cost,
    nodeCount: count.nodes,
    budget,
  };
  const result = await execute({
    schema,
    document,
    variableValues: request.variables,
    ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
    contextValue,
  });
  return { ...about, body: formatResult(result) };
}

function formatResult(result: ExecutionResult): object {
  const { data, errors } = result;
  if (errors === undefined) return { data };
  return { ...(data === undefined ? {} : { data }), errors: errors.map(formatError) };
}

/** GitHub puts the `type` of an error beside its message. */
function formatError(error: GraphQLError): object {
  const { message, path, locations, extensions } = error;
  const { type, ...others } = extensions;
  if (error.originalError !== undefined && type === undefined) {
    process.stderr.write(`${error.originalError.stack ?? message}\n`);
  }
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(Object.keys(others).length === 0 ? {} : { extensions: others }),
    ...(locations === undefined ? {} : { locations }),
    message,
  };
}
