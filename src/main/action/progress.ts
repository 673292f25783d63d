import { mapFact } from "../../core/model/fact.ts";
import type { Delivery } from "../../core/model/ci-report.ts";
import type { Listing } from "../../core/model/tree.ts";
import type { CiReports } from "../../ports/ci-reports.ts";
import type { ReportFiles } from "../../ports/report-files.ts";
import type { Repository } from "../../ports/repository.ts";

type Say = (line: string) => void;

/** Reading so much takes a while, and whoever looks at the log wants to know. */
const LONG = 4 * 1024 * 1024;

/** Says each line the first time. */
export function sayOnce(say: Say): Say {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line)) return;
    said.add(line);
    say(line);
  };
}

/** Files on disk, of which it is said what is long before it is read. */
export function tellingFiles(files: ReportFiles, say: Say): ReportFiles {
  return {
    async list(folders, isLookedFor) {
      const found = await files.list(folders, isLookedFor);
      for (const { path, bytes } of found.state === "known" ? found.value : []) tell(path, bytes, say); // prettier-ignore
      return found;
    },
    read: (path) => files.read(path),
  };
}

/** Committed files, of which it is said what is long before anybody makes sense of it. */
export function tellingRepository(repository: Repository, say: Say): Repository {
  const paths = new Map<string, string>();
  const noted = (listing: Listing): Listing => {
    for (const { id, path } of listing.values()) paths.set(id, path);
    return listing;
  };
  return {
    ...repository,
    records: async (revision) => mapFact(await repository.records(revision), noted),
    files: async (revision, folder) => mapFact(await repository.files(revision, folder), noted),
    root: async (revision) => mapFact(await repository.root(revision), noted),
    async blob(id) {
      const bytes = await repository.blob(id);
      if (bytes.state === "known") tell(paths.get(id) ?? id, bytes.value.length, say);
      return bytes;
    },
  };
}

/** What CI delivered, of which the same is said. */
export function tellingReports(ci: CiReports, say: Say): CiReports {
  const telling = (delivery: Delivery): Delivery => ({
    ...delivery,
    async bytes(path) {
      const bytes = await delivery.bytes(path);
      if (bytes.state === "known") tell(path, bytes.value.length, say);
      return bytes;
    },
  });
  return {
    provenance: (digest) => ci.provenance(digest),
    runs: (workflow, branch) => ci.runs(workflow, branch),
    delivered: async (run) => mapFact(await ci.delivered(run), (all) => all.map(telling)),
  };
}

function tell(path: string, bytes: number, say: Say): void {
  if (bytes > LONG) say(`Reading ${path}, ${Math.round(bytes / 1024 / 1024)} MiB`);
}
