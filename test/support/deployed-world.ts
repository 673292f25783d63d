import type { Tag } from "../../src/core/model/version-tag.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { deployedLines, type DeployedEntry, driftFiles } from "./deployed-files.ts";
import { fakeRepository, type FakeTree } from "./fake-repository.ts";

const TIP = "719".padEnd(40, "0");
export const TAGGED = "7a99ed".padEnd(40, "0");
const NOW = "2026-06-01T12:00:00.000Z";
export const CARD = ".mltrl/cards/detector.md";
export const CONTENT = { "src/model.bin": "weights of version 1\n" };
export const STATE = { branch: "main", commit: TIP, now: NOW };

const CONFIG = `version: 1
components: { detector: { paths: [src/**] } }
rules: { monitoring-fresh-data-drift: { severity: blocking } }
`;

export const ENTRY: DeployedEntry = { version: "1.4.0", tag: "detector@v1.4.0" };

/** The card of a component that was taken over at level 9. */
export function cardWith(entries: readonly DeployedEntry[], level = 9, owners = "alice"): string {
  const deployed = entries.length === 0 ? "" : deployedLines(entries);
  return `---\nname: Detector\nlevel: ${level}\nowners: [${owners}]\n${deployed}---\n\n# Detector\n`;
}

/** The default branch, on which the next version is under way while 1.4.0 runs and its drift is watched. */
export function tipFiles(changes: FakeTree = {}): FakeTree {
  return {
    "src/model.bin": "weights of version 2\n",
    ".mltrl/config.yml": CONFIG,
    [CARD]: cardWith([ENTRY]),
    ...driftOf("2026-05-30"),
    ...changes,
  };
}

/** The report of the monitor with its stamp. */
export function driftOf(madeAt: string, passed = true): Record<string, string> {
  return driftFiles({ component: "detector", version: "1.4.0", content: CONTENT, madeAt, passed });
}

export const TAG: Tag = { name: ENTRY.tag, commit: TAGGED, annotated: true };

/** A repository with a tag that runs. */
export function deployedRepository(
  tip: FakeTree,
  tagged: FakeTree = { ...CONTENT, [CARD]: cardWith([]) },
  tags: readonly Tag[] = [TAG],
): Repository {
  return fakeRepository({ revisions: { [TIP]: tip, [TAGGED]: tagged }, tags });
}
