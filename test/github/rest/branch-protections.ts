import { ApiError } from "../api-error.ts";
import { activeRules } from "../rules/active-rules.ts";
import type { BranchProtection, Repository } from "../state/nouns.ts";
import { repositoryUrl } from "../views/repository-view.ts";
import { flag, object, objects } from "./body.ts";
import { type Call, parameter, type Reply, repositoryRoute, type Route } from "./call.ts";

const administration = { permission: "administration", level: "write", role: "admin" } as const;
const seen = { permission: "administration", level: "read", role: "admin" } as const;

/** Page "REST API endpoints for protected branches": required checks and whether admins are held up. */
export const branchProtectionRoutes: readonly Route[] = [
  repositoryRoute("GET", "/branches/{branch}/protection", seen, (call, repository) => {
    const branch = parameter(call, "branch");
    const found = repository.protections.get(branch);
    if (found === undefined) throw new ApiError(404, "Branch not protected");
    return { status: 200, body: view(call, repository, branch, found) };
  }),
  repositoryRoute("PUT", "/branches/{branch}/protection", administration, protect),
];

function protect(call: Call, repository: Repository): Reply {
  const branch = parameter(call, "branch");
  if (!repository.refs.has(`refs/heads/${branch}`)) throw new ApiError(404, "Branch not found");
  const required = object(call.body, "required_status_checks") ?? {};
  const protection: BranchProtection = {
    strict: flag(required, "strict") ?? false,
    checks: (objects(required, "checks") ?? []).map(({ context, app_id: app }) => ({
      context: String(context),
      ...(typeof app === "number" && app !== -1 && { integration_id: app }),
    })),
    enforceAdmins: flag(call.body, "enforce_admins") ?? false,
  };
  repository.protections.set(branch, protection);
  return { status: 200, body: view(call, repository, branch, protection) };
}

function checksOf({ checks }: BranchProtection) {
  return {
    contexts: checks.map(({ context }) => context),
    checks: checks.map(({ context, integration_id: app = null }) => ({ context, app_id: app })),
  };
}

function view(call: Call, repository: Repository, branch: string, protection: BranchProtection) {
  const url = `${repositoryUrl(call.world, repository)}/branches/${branch}/protection`;
  const checks = `${url}/required_status_checks`;
  const { strict, enforceAdmins: enabled } = protection;
  return {
    url,
    required_status_checks: { url: checks, strict, ...checksOf(protection), contexts_url: `${checks}/contexts` }, // prettier-ignore
    enforce_admins: { url: `${url}/enforce_admins`, enabled },
  };
}

/** What everybody is told of it who can read the branch. */
export function protectionSummary(repository: Repository, branch: string) {
  const found = repository.protections.get(branch);
  return {
    protected: found !== undefined || activeRules(repository, `refs/heads/${branch}`).length > 0,
    protection: {
      enabled: found !== undefined,
      required_status_checks:
        found === undefined
          ? { enforcement_level: "off", contexts: [], checks: [] }
          : {
              enforcement_level: found.enforceAdmins ? "everyone" : "non_admins",
              ...checksOf(found),
            },
    },
  };
}
