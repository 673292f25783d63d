import { messageOf } from "../core/errors.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { KeptRecord, RecordListing, RecordStore } from "../ports/record-store.ts";
import type { InstallationClient } from "./installation-client.ts";

/** Outside of `refs/heads` and `refs/tags`: no branch, no workflow, no clone by default. */
const REF = "mltrl/records";

/** GitHub cuts the listing of a tree beyond so many entries (docs: rest/git/trees). */
interface TreeAnswer {
  readonly truncated: boolean;
  readonly tree: readonly { readonly path: string; readonly type: string; readonly sha: string }[];
}

interface ObjectAnswer {
  readonly sha: string;
}

/** Records as commits of a reference of the repository, one file more with each commit. */
export function githubRecords(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): RecordStore {
  const at = { owner, repo };
  return {
    async list(): Promise<Fact<RecordListing>> {
      const tip = await tipOf(client, at);
      if (tip === undefined) return known({ tip: undefined, records: [] });
      const { tree, truncated } = await client.rest<TreeAnswer>(
        "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
        { ...at, tree_sha: tip },
      );
      if (truncated) {
        return unavailable("upstream", "there are more records than GitHub lists at once");
      }
      const files = tree.filter(({ type }) => type === "blob");
      return known({
        tip,
        records: inOrder(files.map(({ path, sha }) => ({ name: path, id: sha }))),
      });
    },
    async text({ id }) {
      const { content } = await client.rest<{ readonly content: string }>(
        "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
        { ...at, file_sha: id },
      );
      return known(Buffer.from(content, "base64").toString("utf8"));
    },
    async append({ name, text, message }, after) {
      const commit = await refusedAs403(async () => {
        const blob = await client.rest<ObjectAnswer>("POST /repos/{owner}/{repo}/git/blobs", {
          ...at,
          content: Buffer.from(text).toString("base64"),
          encoding: "base64",
        });
        const tree = await client.rest<ObjectAnswer>("POST /repos/{owner}/{repo}/git/trees", {
          ...at,
          tree: [{ path: name, mode: "100644", type: "blob", sha: blob.sha }],
          ...(after !== undefined && { base_tree: await treeOf(client, at, after) }),
        });
        // Without an author of its own, so that GitHub signs it as the App's.
        return client.rest<ObjectAnswer>("POST /repos/{owner}/{repo}/git/commits", {
          ...at,
          message,
          tree: tree.sha,
          parents: after === undefined ? [] : [after],
        });
      });
      return commit.state === "known" ? moveTip(client, at, commit.value.sha, after) : commit;
    },
  };
}

type At = { readonly owner: string; readonly repo: string };

/** Asked for by its beginning: what is not there is an empty list then, and no error. */
async function tipOf(client: InstallationClient, at: At): Promise<string | undefined> {
  const refs = await client.rest<
    readonly { readonly ref: string; readonly object: ObjectAnswer }[]
  >("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", { ...at, ref: REF });
  return refs.find(({ ref }) => ref === `refs/${REF}`)?.object.sha;
}

async function treeOf(client: InstallationClient, at: At, commit: string): Promise<string> {
  const { tree } = await client.rest<{ readonly tree: ObjectAnswer }>(
    "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    { ...at, commit_sha: commit },
  );
  return tree.sha;
}

/** Never forced: whoever was faster has moved the reference, and this commit does not come after theirs. */
async function moveTip(
  client: InstallationClient,
  at: At,
  sha: string,
  after: string | undefined,
): Promise<Fact<"appended" | "moved">> {
  try {
    await (after === undefined
      ? client.rest("POST /repos/{owner}/{repo}/git/refs", { ...at, ref: `refs/${REF}`, sha })
      : client.rest("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
          ...at,
          ref: REF,
          sha,
          force: false,
        }));
    return known("appended");
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    const now = await tipOf(client, at);
    if (now !== after) return known("moved");
    const detail = messageOf(error);
    return unavailable("not-visible", `GitHub does not let refs/${REF} be written: ${detail}`);
  }
}

async function refusedAs403<T>(write: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await write());
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    return unavailable("not-visible", "this App may not write contents of the repository");
  }
}

function statusOf(error: unknown): number | undefined {
  return Error.isError(error) && "status" in error ? Number(error.status) : undefined;
}

function inOrder(records: readonly KeptRecord[]): KeptRecord[] {
  return records.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
