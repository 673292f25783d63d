import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { RecordHistory, RecordListing } from "../ports/record-store.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Git } from "./run-git.ts";
import { treeReader } from "./tree-reader.ts";

/** Where the App keeps its records. A clone has it only where it was fetched by name. */
const REF = "refs/mltrl/records";

/** Records that were fetched into a clone. */
export function worktreeRecords(git: Git, objects: ObjectReader): RecordHistory {
  const trees = treeReader(objects);
  const listingAt = async (commit: string): Promise<Fact<RecordListing>> => {
    const root = await trees.rootOf(commit);
    const files = root.state === "known" ? await trees.below(root.value, "") : root;
    return mapFact(files, (entries) => ({
      tip: commit,
      records: entries
        .map(({ path, id }) => ({ name: path, id }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    }));
  };
  return {
    async list() {
      const tip = await objects.read(`${REF}^{commit}`);
      if (tip.state === "unavailable") return tip;
      return tip.value === undefined
        ? known({ tip: undefined, records: [] })
        : listingAt(tip.value.id);
    },
    async text({ name, id }) {
      const object = await objects.read(id);
      if (object.state === "unavailable") return object;
      return object.value?.type === "blob"
        ? known(object.value.bytes.toString("utf8"))
        : unavailable("upstream", `the record ${name} is not in this clone`);
    },
    async versions() {
      const log = await git([
        "log",
        "--first-parent",
        "--reverse",
        "--format=%H",
        "--end-of-options",
        REF,
      ]);
      if (log.state === "unavailable") return log;
      const commits = log.value.toString("latin1").split("\n");
      const versions: RecordListing[] = [];
      for (const commit of commits.filter((line) => line !== "")) {
        const listing = await listingAt(commit);
        if (listing.state === "unavailable") return listing;
        versions.push(listing.value);
      }
      return known(versions);
    },
  };
}
