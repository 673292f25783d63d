import type { OrganizationRole, PermissionLevel, Role } from "../state/nouns.ts";

export type UserSeed = {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
  readonly email?: string;
  /** A personal access token. */
  readonly token?: string;
  readonly siteAdmin?: boolean;
};

export type TeamSeed = {
  readonly slug: string;
  readonly id?: number;
  readonly name?: string;
  readonly members?: readonly string[];
  readonly maintainers?: readonly string[];
  /** Slug of a team that stands before this one. */
  readonly parent?: string;
  readonly privacy?: "secret" | "closed";
};

export type OrganizationSeed = {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
  /** Login to role; membership is private unless listed in `publicMembers`. */
  readonly members?: Readonly<Record<string, OrganizationRole>>;
  readonly publicMembers?: readonly string[];
  readonly defaultPermission?: "none" | "read" | "write" | "admin";
  readonly teams?: readonly TeamSeed[];
};

/** Text, or bytes, or a file with a mode of its own. */
export type FileSeed =
  | string
  | { readonly base64?: string; readonly text?: string; readonly mode?: string };

export type CommitSeed = {
  readonly message: string;
  /** Paths to content; null removes a file. */
  readonly files: Readonly<Record<string, FileSeed | null>>;
  /** Login of the author. */
  readonly author?: string;
  readonly date?: string;
  /** By default the default branch; another one starts from it. */
  readonly branch?: string;
};

export type RepositorySeed = {
  readonly owner: string;
  readonly name: string;
  readonly id?: number;
  readonly private?: boolean;
  readonly description?: string;
  readonly defaultBranch?: string;
  /** Files of a first commit. */
  readonly files?: CommitSeed["files"];
  /** Further commits. */
  readonly commits?: readonly CommitSeed[];
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** Slug to role. */
  readonly teams?: Readonly<Record<string, Role>>;
  /** Custom properties that the organisation gives it. */
  readonly customProperties?: Readonly<Record<string, string | string[]>>;
};

export type InstallationSeed = {
  readonly id: number;
  readonly account: string;
  readonly repositories?: "all" | readonly string[];
  /** What the owner accepted, if that differs from what the App asks for. */
  readonly permissions?: Readonly<Record<string, PermissionLevel>>;
};

export type AppSeed = {
  readonly id: number;
  readonly slug: string;
  readonly name?: string;
  readonly clientId?: string;
  /** Login of the owner; the first account if left out. */
  readonly owner?: string;
  /** PEM; see `generateAppKey`. */
  readonly privateKey: string;
  readonly permissions: Readonly<Record<string, PermissionLevel>>;
  readonly events?: readonly string[];
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  readonly installations?: readonly InstallationSeed[];
};

/** What a test puts into the world; may be called again to add more. No webhook tells of it. */
export type Seed = {
  readonly users?: readonly UserSeed[];
  readonly organizations?: readonly OrganizationSeed[];
  readonly repositories?: readonly RepositorySeed[];
  readonly apps?: readonly AppSeed[];
};
