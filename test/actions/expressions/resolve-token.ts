import { isBasicExpression, isMapping, isSequence } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { asText } from "./data.ts";
import { evaluate, isTruthy, type Scope } from "./evaluate.ts";

/** What a part of a file comes to, its expressions evaluated. */
export function resolveToken(token: TemplateToken, scope: Scope): unknown {
  if (isBasicExpression(token)) return evaluate(token.expression, scope);
  if (isSequence(token)) return [...token].map((item) => resolveToken(item, scope));
  if (isMapping(token)) {
    const pairs = [...token].map(({ key, value }) => {
      if (!key.isLiteral) throw new Error(`The runner does not know ${key.toDisplayString()} here`);
      return [key.toString(), resolveToken(value, scope)] as const;
    });
    return Object.fromEntries(pairs);
  }
  return token.toJSON() ?? null;
}

/** The same for a mapping of texts: `env`, `with`, `outputs`; none where it is left out. */
export function resolveTexts(
  token: TemplateToken | undefined,
  scope: Scope,
): Record<string, string> {
  if (token === undefined) return {};
  const resolved = resolveToken(token, scope);
  if (typeof resolved !== "object" || resolved === null) return {};
  return Object.fromEntries(Object.entries(resolved).map(([key, value]) => [key, asText(value)]));
}

/** The text of a scalar; undefined where it is left out. */
export function resolveText(token: TemplateToken | undefined, scope: Scope): string | undefined {
  return token === undefined ? undefined : asText(resolveToken(token, scope));
}

/** Does the condition hold? */
export function conditionHolds(token: TemplateToken, scope: Scope): boolean {
  return isTruthy(resolveToken(token, scope));
}
