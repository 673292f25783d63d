import type { RepositoryRef } from "../core/model/change.ts";
import type { SeenOrganizations } from "../ports/seen-organizations.ts";
import type { PropertyCache } from "./custom-properties.ts";
import type { GithubCiReports } from "./github-ci-reports.ts";
import type { InstallationClient } from "./installation-client.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import type { ObjectLoader } from "./object-loader.ts";

/** What the adapters of one pull request share. */
export interface GithubAccess {
  readonly client: InstallationClient;
  readonly loader: ObjectLoader;
  readonly cache: ObjectCache;
  readonly repository: RepositoryRef;
  readonly organization: OrganizationMemory;
  /** Is told where the runs of the change are. */
  readonly ci: Pick<GithubCiReports, "lookOn" | "lookOnBase">;
}

/** What is remembered of organisations. */
export interface OrganizationMemory {
  readonly seen: SeenOrganizations;
  readonly properties: PropertyCache;
}
