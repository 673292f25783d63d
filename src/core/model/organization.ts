import type { CheckPolicy, Policy, RuleOverride } from "./policy.ts";

/** The file of an organisation's policy as it was read, before anybody understood it. */
export interface OrganizationFile {
  /** With the repository in front: `acme/.github-private/.mltrl/organization.yml`. */
  readonly path: string;
  readonly text: string;
  /** The repository that is judged; absent where somebody says that the policy applies. */
  readonly judged?: {
    readonly name: string;
    /** Whether the file stands in this very repository. */
    readonly home: boolean;
  };
}

/**
 * Whether a path leads to an organisation's policy, and so into another repository than the judged one:
 * that repository and the path in it.
 */
export function inPolicyRepository(
  path: string,
): { readonly repository: string; readonly path: string } | undefined {
  const [, repository, inside] = /^([^/]+\/\.github(?:-private)?)\/(\.mltrl\/.+)$/.exec(path) ?? [];
  return repository === undefined || inside === undefined
    ? undefined
    : { repository, path: inside };
}

/** Which repositories an organisation's policy is for: those that meet everything said. */
export interface AppliesTo {
  /** Patterns of names; undefined where any name will do. */
  readonly repositories?: readonly string[];
  readonly except: readonly string[];
  /** Custom properties with the values that count, one of each. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
}

/**
 * What an organisation asks of its repositories. Everything binds those below, but numbers and severities
 * of rules that are not marked as a floor: they are defaults.
 */
export interface OrganizationPolicy {
  readonly appliesTo: AppliesTo;
  /** A day (ISO 8601); before it the policy is announced and binds nobody. */
  readonly effectiveFrom?: string;
  /** The oldest version of the rule set that a repository may pin. */
  readonly ladder?: string;
  readonly profile?: string;
  readonly checks: readonly CheckPolicy[];
  readonly roles: Policy["roles"];
  readonly rules: ReadonlyMap<string, RuleOverride>;
  readonly environments: Policy["environments"];
  readonly uncovered?: Policy["uncovered"];
  readonly evidenceTimeout?: number;
  readonly trustedWorkflows?: readonly string[];
  readonly trustedSigners?: readonly string[];
  readonly panels?: Policy["panels"];
  readonly explicitFrom?: number;
  readonly requestReviews?: boolean;
  readonly existingGrace?: number;
  readonly waiverMaximumDays?: number;
}
