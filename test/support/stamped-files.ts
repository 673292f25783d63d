import { writeStamp } from "../../src/evidence/stamp.ts";
import { stampPath } from "../../src/gather/deployed-evidence.ts";
import { contentDigest } from "../../src/gather/files.ts";
import { quietContext } from "./fake-context.ts";
import { type FakeTree, objectId } from "./fake-repository.ts";

/** The files with a stamp of the component `detector` that names these reports and the content beside them. */
export async function stampedFiles(files: FakeTree, reports: readonly string[]): Promise<FakeTree> {
  const { component, view } = await quietContext(files);
  const digest = await contentDigest(component, view);
  if (digest.state === "unavailable") throw new Error(digest.reason);
  const ids = reports.map((path) => [path, objectId(files[path] ?? "")] as const);
  const stamp = writeStamp({ content: digest.value, reports: new Map(ids) });
  return { ...files, [stampPath("detector")]: stamp };
}
