import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { Token } from "@actions/expressions/lexer";
import { hashFiles } from "./hash-files.ts";
import { fromData, toData } from "./data.ts";

/** How far a job or run has come, as `success()`, `failure()` and `cancelled()` see it. */
export type Status = "success" | "failure" | "cancelled" | "skipped";

/** What an expression can see. */
export type Scope = {
  /** By name: `github`, `env`, `needs` …; all others are empty. */
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly status: Status;
  /** Root of `hashFiles`; there is none outside of steps. */
  readonly workspace?: string;
};

const contextNames = [
  "github",
  "env",
  "vars",
  "secrets",
  "inputs",
  "needs",
  "jobs",
  "steps",
  "job",
  "runner",
  "strategy",
  "matrix",
];

/** An expression that has no value; GitHub fails the step or job that it stands in. */
export class ExpressionFailure extends Error {
  override readonly name = "ExpressionFailure";
}

/** The value of an expression, by GitHub's own parser and evaluator. */
export function evaluate(expression: string, scope: Scope): unknown {
  try {
    return valueOf(expression, scope);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExpressionFailure(`The template is not valid. ${expression}: ${why}`, {
      cause: error,
    });
  }
}

function valueOf(expression: string, scope: Scope): unknown {
  const functions = functionsOf(scope);
  const tokens = new Lexer(expression).lex().tokens.map(withAllQuotes);
  const tree = new Parser(tokens, contextNames, functions).parse();
  const known = contextNames.map((name) => [name, scope.contexts[name] ?? {}] as const);
  const contexts = toData(Object.fromEntries(known));
  if (contexts.kind !== data.Kind.Dictionary) throw new Error("contexts are a dictionary");
  const byName = new Map(functions.map((one) => [one.name, one]));
  return fromData(new Evaluator(tree, contexts, byName).evaluate());
}

/** Does a condition hold? GitHub takes empty texts, zero and null for false. */
export function isTruthy(value: unknown): boolean {
  return Boolean(value) && !Number.isNaN(value);
}

/** In a text two quotes stand for one. The lexer sees to the first pair alone, GitHub's runner to all. */
function withAllQuotes(token: Token): Token {
  if (typeof token.value !== "string" || !token.lexeme.startsWith("'")) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

function functionsOf({ status, workspace }: Scope) {
  return [
    says("success", status === "success"),
    says("failure", status === "failure"),
    says("cancelled", status === "cancelled"),
    says("always", true),
    {
      name: "hashfiles",
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns: data.ExpressionData[]) => {
        if (workspace === undefined) throw new Error("hashFiles is for steps alone");
        const texts = patterns.map((pattern) => pattern.coerceString());
        return new data.StringData(hashFiles(workspace, texts));
      },
    },
  ];
}

function says(name: string, value: boolean) {
  return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) };
}
