import { appRoutes } from "./apps.ts";
import { branchProtectionRoutes } from "./branch-protections.ts";
import { artifactRoutes } from "./artifacts.ts";
import { attestationRoutes } from "./attestations.ts";
import type { Route } from "./call.ts";
import { checkRoutes } from "./checks.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { environmentRoutes } from "./environments.ts";
import { gitDataRoutes } from "./git-data.ts";
import { hookDeliveryRoutes } from "./hook-deliveries.ts";
import { issueRoutes } from "./issues.ts";
import { organizationRoutes } from "./organizations.ts";
import { pullRoutes } from "./pulls.ts";
import { refRoutes } from "./refs.ts";
import { repositoryRoutes } from "./repositories.ts";
import { reviewRoutes } from "./reviews.ts";
import { rulesetRoutes } from "./rulesets.ts";
import { statusRoutes } from "./statuses.ts";
import { workflowRunRoutes } from "./workflow-runs.ts";

/** Everything REST answers; `/issues/comments/{id}` must be tried before `/issues/{number}/…`. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...checkRoutes,
  ...statusRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...reviewRoutes,
  ...pullRoutes,
  ...branchProtectionRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...refRoutes,
  ...gitDataRoutes,
  ...rulesetRoutes,
  ...environmentRoutes,
  ...workflowRunRoutes,
  ...artifactRoutes,
  ...attestationRoutes,
  ...organizationRoutes,
  ...repositoryRoutes,
];
