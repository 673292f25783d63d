import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { NewTag, Tags } from "../ports/tags.ts";
import type { InstallationClient } from "./installation-client.ts";

interface Named {
  readonly sha: string;
  readonly type: string;
}

/** Tags of tags are rare; nobody makes deeper ones. */
const MAX_NESTED = 5;

/** Tags of a repository on GitHub, made by its git data API. */
export function githubTags(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): Tags {
  const isThere = async (name: string): Promise<boolean> => {
    const found = await client.rest<readonly { readonly ref: string }[]>(
      "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
      { owner, repo, ref: `tags/${name}` },
    );
    return found.some(({ ref }) => ref === `refs/tags/${name}`);
  };
  /** What a tag object names; undefined where there is no such object: a commit is none. */
  const namedBy = async (id: string): Promise<Named | undefined> => {
    try {
      const { object } = await client.rest<{ readonly object: Named }>(
        "GET /repos/{owner}/{repo}/git/tags/{tag_sha}",
        { owner, repo, tag_sha: id },
      );
      return object;
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      return undefined;
    }
  };
  return {
    async make({ name, commit, message }: NewTag): Promise<Fact<boolean>> {
      if (await isThere(name)) return known(false);
      try {
        const { sha } = await client.rest<{ readonly sha: string }>(
          "POST /repos/{owner}/{repo}/git/tags",
          { owner, repo, tag: name, message, object: commit, type: "commit" },
        );
        await client.rest("POST /repos/{owner}/{repo}/git/refs", {
          owner,
          repo,
          ref: `refs/tags/${name}`,
          sha,
        });
        return known(true);
      } catch (error) {
        const { status, message: why = "" } = error as { status?: number; message?: string };
        if (status !== 403 && status !== 404 && status !== 422) throw error;
        return unavailable("not-visible", `GitHub answered ${status}: ${why}`);
      }
    },
    async commitOf(id) {
      let at = id;
      for (let depth = 0; depth < MAX_NESTED; depth += 1) {
        const named = await namedBy(at);
        if (named === undefined) return at;
        at = named.sha;
        if (named.type !== "tag") return at;
      }
      return at;
    },
  };
}
