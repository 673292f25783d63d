import type { DeployedReport } from "../core/model/deployed.ts";
import type { Rule } from "../core/model/rule.ts";
import { deployedTitle } from "./deployed-standing.ts";
import { outputFinding } from "./json.ts";
import { compare } from "./standing.ts";

/** How everything that runs stands, as data, in format 1. */
export function deployedOutput(report: DeployedReport, rules: ReadonlyMap<string, Rule>) {
  const { branch, commit, ladder, components, unreadable, notices, validUntil } = report;
  return {
    version: 1 as const,
    ladder,
    branch,
    commit,
    ...(validUntil !== undefined && { validUntil }),
    components: components
      .toSorted((a, b) => compare(a.id, b.id))
      .map((component) => ({
        id: component.id,
        level: component.level,
        conclusion: component.conclusion,
        title: deployedTitle(component),
        versions: component.versions.map(({ deployment, commit: tagged, level, findings }) => ({
          version: deployment.version,
          tag: deployment.tag,
          ...(tagged !== undefined && { commit: tagged }),
          level,
          environments: deployment.environments,
          findings: findings.map((finding) => outputFinding(finding, component.id, rules)),
        })),
      })),
    unreadable: Object.fromEntries(unreadable),
    notices,
  };
}
