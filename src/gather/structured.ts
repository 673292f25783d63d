import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import {
  PRESET_NAMES,
  STRUCTURED_FORMATS,
  type StructuredReport,
} from "../core/model/structured-report.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { structuredParser } from "../evidence/structured.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { evidenceFor } from "./deployed-evidence.ts";
import { parseOnce } from "./parse-once.ts";
import { type DeliveredEvidence, isDelivered } from "./delivered-reports.ts";
import { onBase } from "./on-base.ts";
import { freshFiles, freshReports } from "./reports.ts";
import type { FreshReport } from "./fresh-report.ts";
import { documentAt, documentPaths } from "./structured-documents.ts";
import { declaredFiles, formatOf, ownFiles, type Where, whyNotStructured } from "./structured-files.ts"; // prettier-ignore

type Structured = ReadonlyMap<string, Fact<StructuredReport>>;

/** How the bytes of reports are had. */
interface Reading {
  /** Of the one file of a name. */
  file(name: string, file: TreeEntry): Promise<Fact<Uint8Array>>;
  /** Of what runs of a workflow deliver. */
  delivered(evidence: DeliveredEvidence): Promise<Fact<readonly FreshReport[]>>;
}

const DOCUMENT = "document:";

/** Structured reports that rules ask for by name, each as long as its stamp speaks of this content. */
export function gatherStructured(context: GatherContext): Promise<Fact<Structured>> {
  const { view, component } = context;
  return reportsAt(
    context,
    { view, component: component.id },
    {
      file: async (name, file) =>
        mapFact(await freshFiles(context, name, [file]), ([report]) => report?.bytes ?? NOTHING),
      delivered: (evidence) => freshReports(context, evidence),
    },
  );
}

/** The same as base has them, whatever content they speak of: what was accepted last is what counts. */
export function gatherBaseStructured(context: GatherContext): Promise<Fact<Structured>> {
  const { baseView: view, declared } = context;
  return reportsAt(
    context,
    { view, component: idOnBase(context) },
    {
      file: (_, { path }) => view.bytes(path),
      delivered: (evidence) =>
        declared.base === undefined
          ? Promise.resolve(unavailable("missing", "there is no base to compare with"))
          : freshReports(onBase(context, declared.base), evidence),
    },
  );
}

const NOTHING = new Uint8Array();

async function reportsAt(
  context: GatherContext,
  where: Where,
  reading: Reading,
): Promise<Fact<Structured>> {
  const documents = await documentPaths(where);
  const reports = await Promise.all(
    [...new Set(context.structuredEvidence)].map(
      async (name): Promise<[string, Fact<StructuredReport> | undefined]> => [
        name,
        name.startsWith(DOCUMENT)
          ? await documentAt(where.view, documents.get(name.slice(DOCUMENT.length)) ?? [])
          : await evidenceAt(context, where, name, reading),
      ],
    ),
  );
  return known(
    new Map(reports.flatMap(([name, report]) => (report === undefined ? [] : [[name, report]]))),
  );
}

/** Undefined where there is no file of this name. */
async function evidenceAt(
  { policy, component, deployment }: GatherContext,
  where: Where,
  name: string,
  reading: Reading,
): Promise<Fact<StructuredReport> | undefined> {
  const declared = policy.evidence.find(
    (each) =>
      each.name === name && (each.component === undefined || each.component === component.id),
  );
  const report = await (declared && isDelivered(declared)
    ? deliveredReport(declared, reading)
    : fileOf(name, declared, where, deployment?.version, reading));
  if (report === undefined || report.state === "unavailable") return report;
  const { path, bytes } = report.value;
  const format = STRUCTURED_FORMATS.find((each) => each === declared?.format);
  const preset = PRESET_NAMES.find((each) => each === declared?.format);
  const parse = structuredParser(format ?? formatOf(path) ?? "json");
  const parsed = parseOnce(bytes, path, parse);
  return preset === undefined ? parsed : mapFact(parsed, (value) => ({ ...value, preset }));
}

async function fileOf(
  name: string,
  declared: EvidencePolicy | undefined,
  where: Where,
  version: string | undefined,
  reading: Reading,
): Promise<Fact<FreshReport> | undefined> {
  const found = await (declared
    ? declaredFiles(where.view, declared)
    : known(ownFiles(where, name)));
  if (found.state === "unavailable") return found;
  const file = onlyOne(name, evidenceFor(version, found.value));
  if (file === undefined) return declared && neverMade(declared);
  if (file.state === "unavailable") return file;
  const { path } = file.value;
  return mapFact(await reading.file(name, file.value), (bytes) => ({ path, bytes }));
}

async function deliveredReport(
  evidence: DeliveredEvidence,
  reading: Reading,
): Promise<Fact<FreshReport>> {
  const fault = whyNotStructured(evidence);
  if (fault !== undefined) return fault;
  const reports = await reading.delivered(evidence);
  if (reports.state === "unavailable") return reports;
  return onlyOne(evidence.name, reports.value) ?? neverMade(evidence);
}

/** Undefined where there is none. */
function onlyOne<File extends { readonly path: string }>(
  name: string,
  files: readonly File[],
): Fact<File> | undefined {
  const [file, second] = files;
  if (file === undefined || second === undefined) return file && known(file);
  return unavailable(
    "invalid",
    `"${name}" is ${files.map(({ path }) => path).join(" and ")}; expected one file`,
    ...files.map(({ path }) => ({ path })),
  );
}

function neverMade({ name, format, files }: EvidencePolicy): Fact<never> {
  return unavailable(
    "missing",
    `there is no ${name} report: the policy expects ${format} at ${files.join(", ")}`,
  );
}
