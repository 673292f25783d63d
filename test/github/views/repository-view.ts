import type { Repository, Role } from "../state/nouns.ts";
import { fullName, roleReaches } from "../state/repository.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import type { FullRepository } from "./shapes.ts";

/** Root of a repository's API. */
export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.url}/repos/${fullName(repository)}`;
}

/** Where a browser would find it. */
export function repositoryPage(world: World, repository: Repository): string {
  return `${world.url}/${fullName(repository)}`;
}

/** `full-repository`; as it has all fields of `repository` and `minimal-repository`, it serves for those too. */
export function repositoryView(world: World, repository: Repository, role?: Role): FullRepository {
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  const forks = [...world.repositories.values()].filter(
    ({ parent }) => parent === repository,
  ).length;
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === "open").length;
  const { parent, owner } = repository;
  return {
    ...urls(url, page),
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    owner: simpleUser(world, owner),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    description: repository.description,
    fork: parent !== null,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues_count: openIssues,
    open_issues: openIssues,
    forks_count: forks,
    forks,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    subscribers_count: 0,
    network_count: forks,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    allow_forking: true,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: false,
    web_commit_signoff_required: false,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    ...(role === undefined ? {} : { permissions: permissionsOf(role) }),
    custom_properties: {},
  };
}

/** With `organization`, and `parent` and `source` of a fork, which only `GET /repos/{owner}/{repo}` shows. */
export function repositoryWithParent(
  world: World,
  repository: Repository,
  role?: Role,
): FullRepository {
  const { owner } = repository;
  const view = {
    ...repositoryView(world, repository, role),
    ...(owner.kind === "Organization" ? { organization: simpleUser(world, owner) } : {}),
  };
  if (repository.parent === null) return view;
  let source = repository.parent;
  while (source.parent !== null) source = source.parent;
  // The parent's shape asks for merge settings that `repository` and `full-repository` declare differently.
  const inner = (of: Repository): NonNullable<FullRepository["parent"]> =>
    repositoryView(world, of) as NonNullable<FullRepository["parent"]>;
  return { ...view, parent: inner(repository.parent), source: inner(source) };
}

function permissionsOf(role: Role): NonNullable<FullRepository["permissions"]> {
  return {
    admin: role === "admin",
    maintain: roleReaches(role, "maintain"),
    push: roleReaches(role, "write"),
    triage: roleReaches(role, "triage"),
    pull: roleReaches(role, "read"),
  };
}

function urls(url: string, page: string) {
  return {
    url,
    html_url: page,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: `${page}.git`,
    git_url: `${page.replace(/^http/, "git")}.git`,
    ssh_url: `${page.replace(/^http:\/\//, "git@")}.git`,
    svn_url: page,
  };
}
