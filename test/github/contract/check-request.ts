import { findCall, methodsOf, type Call } from "./call.ts";
import { checkParameters } from "./check-parameters.ts";
import { ownRules } from "./own-rules.ts";
import { problemsOf, type Finding, type Problem } from "./problem.ts";
import { isRecord } from "./record.ts";
import { undocumentedKeys } from "./undocumented-keys.ts";
import { mismatches } from "./validate.ts";

/** A request as it went over the wire. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query of the URL, without the host. */
  readonly path: string;
  /** Parsed from JSON; undefined, null or empty where none was sent. */
  readonly body?: unknown;
}

function isAbsent(body: unknown): boolean {
  return body === undefined || body === null || body === "";
}

function checkBody({ operation }: Call, body: unknown): Finding[] {
  const described = operation.requestBody;
  const schema = described?.content["application/json"]?.schema;
  if (schema === undefined) {
    const isEmpty = isAbsent(body) || (isRecord(body) && Object.keys(body).length === 0);
    return isEmpty ? [] : [{ kind: "unknown", where: "body", what: "is not taken here" }];
  }
  if (isAbsent(body)) {
    const isNeeded = described?.required === true || (schema.required?.length ?? 0) > 0;
    return isNeeded ? [{ kind: "missing", where: "body", what: "is required" }] : [];
  }
  return [...mismatches(schema, body, "body"), ...undocumentedKeys([schema], body, "body")];
}

/** A rule of ours can find what the schema already says; once is enough. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const byPlace = Map.groupBy(findings, ({ kind, where }) => `${kind} ${where}`);
  return [...byPlace.values()].flatMap(([first]) => first ?? []);
}

function noOperation({ method, path }: ApiRequest): Finding {
  const others = methodsOf(path).join(", ");
  const what =
    others === "" ? `${path} is none the contract covers` : `${path} takes ${others} only`;
  return { kind: "unknown", where: method, what };
}

/** Holds a request to what GitHub says it takes. */
export function checkRequest(request: ApiRequest): Problem[] {
  const call = findCall(request.method, request.path);
  if (call === undefined) return problemsOf("request", [noOperation(request)]);
  const { operationId } = call.operation;
  const rule = Object.entries(ownRules).find(([id]) => id === operationId)?.[1];
  const body = isRecord(request.body) ? request.body : {};
  const findings = [
    ...checkParameters(call),
    ...checkBody(call, request.body),
    ...(rule?.(body, call) ?? []),
  ];
  return problemsOf(`request ${operationId}`, withoutRepeats(findings));
}
