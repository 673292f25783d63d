import type { Coverage, CoverageReport } from "../core/model/coverage.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { ChangedLines } from "../core/model/tree.ts";
import { measureCoverage } from "../evidence/measure-coverage.ts";
import { parseLcov } from "../evidence/lcov.ts";
import type { GatherContext } from "./context.ts";
import { freshReports } from "./reports.ts";

/** Line coverage of the component's sources, from every report that may speak of it. */
export async function gatherCoverage(context: GatherContext): Promise<Fact<Coverage>> {
  const { component, view } = context;
  const [reports, sources] = await Promise.all([
    coverageReports(context),
    view.files(component.source),
  ]);
  if (reports.state === "unavailable") return reports;
  if (sources.state === "unavailable") return sources;
  const own = new Set(sources.value.map(({ path }) => path));
  // Most reports name the sources as they stand in the tree; only for others is the whole tree read.
  const clear = reports.value.every(({ files }) => files.every(({ path }) => own.has(path)));
  const tree = clear ? sources : await view.files(["**"]);
  if (tree.state === "unavailable") return tree;
  const changed = await changedSourceLines(context, new Set(sources.value.map(({ path }) => path)));
  if (changed?.state === "unavailable") return changed;
  return measureCoverage(reports.value, {
    tree: tree.value.map(({ path }) => path),
    sources: sources.value.map(({ path }) => path),
    changedLines: changed?.value,
  });
}

async function coverageReports(context: GatherContext): Promise<Fact<readonly CoverageReport[]>> {
  const { policy, component } = context;
  const declared = policy.evidence.filter(
    ({ format, component: only }) =>
      format === "lcov" && (only === undefined || only === component.id),
  );
  const asked: readonly EvidencePolicy[] =
    declared.length > 0 ? declared : [{ name: "coverage", format: "lcov", files: [] }];
  const reports: CoverageReport[] = [];
  for (const evidence of asked) {
    const fresh = await freshReports(context, evidence);
    if (fresh.state === "unavailable") return fresh;
    for (const { path, bytes } of fresh.value) {
      const report = parseLcov(bytes, path);
      if (report.state === "unavailable") return report;
      reports.push(report.value);
    }
  }
  return reports.length > 0 ? known(reports) : unavailable("missing", "no coverage report");
}

async function changedSourceLines(
  { change, changedPaths, repository, wantsChangedLines }: GatherContext,
  sources: ReadonlySet<string>,
): Promise<Fact<readonly ChangedLines[]> | undefined> {
  if (!wantsChangedLines) return undefined;
  const paths = changedPaths.filter((path) => sources.has(path));
  return paths.length === 0
    ? known([])
    : repository.changedLines(change.baseTip, change.head, paths);
}
