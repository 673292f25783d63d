import type { Card, Cell } from "../model/card.ts";
import type { ChangeKind } from "../model/change-kind.ts";
import type { Evidence } from "../model/finding.ts";

/** A kind of change that the files themselves show. */
export interface ShownChange {
  readonly kind: ChangeKind;
  readonly what: string;
  readonly evidence: Evidence;
}

/** Documents whose change is one of an interface or of a deployment setting. */
const DOCUMENTS: ReadonlyMap<string, ChangeKind> = new Map([
  ["api", "api"],
  ["api-specification", "api"],
  ["interfaces", "api"],
  ["deployment", "deployment-setting"],
  ["explanation", "explanation"],
]);

/** Files that specify an interface by their name. */
const SPECIFICATION = /(?:^|\/)(?:openapi|asyncapi|swagger)[^/]*\.(?:ya?ml|json)$|\.proto$/i;

/** What kinds of change can be seen by comparing cards and looking at which files change. */
export function shownChanges(
  before: Card,
  after: Card,
  component: string,
  changedPaths: readonly string[],
): ShownChange[] {
  return [
    ...intendedUse(before, after),
    ...newDatasets(before, after),
    ...otherModels(before, after),
    ...changedPaths.flatMap((path) => ofFile(path, component, [before, after])),
  ];
}

function intendedUse(before: Card, after: Card): ShownChange[] {
  const [was, is] = [before, after].map(({ sections }) => sections.get("intended-use"));
  if (words(was) === words(is)) return [];
  const place = is?.place ?? after.levelPlace;
  return [
    {
      kind: "intended-use",
      what: "the intended use on the card changes",
      evidence: { ...place, seen: words(is) || "no intended use" },
    },
  ];
}

function words(cell: Cell | undefined): string {
  return (cell?.text ?? "").replaceAll(/\s+/g, " ").trim();
}

function newDatasets({ datasets: before }: Card, { datasets: after }: Card): ShownChange[] {
  const known = new Set(before.map(({ name }) => name));
  return after
    .filter(({ name }) => !known.has(name))
    .map(({ name, place }) => ({
      kind: "data-source",
      what: `the dataset ${name} is new on the card`,
      evidence: { ...place, seen: name },
    }));
}

function otherModels({ models: before }: Card, { models: after }: Card): ShownChange[] {
  return after.flatMap(({ name, kind, place }) => {
    const was = before.find((model) => model.name === name)?.kind;
    return was === undefined || kind === undefined || was === kind
      ? []
      : [
          {
            kind: "model-class" as const,
            what: `the model ${name} was a ${was} and is a ${kind}`,
            evidence: { ...place, seen: kind },
          },
        ];
  });
}

function ofFile(path: string, component: string, cards: readonly Card[]): ShownChange[] {
  const folder = `.mltrl/documents/${component}/`;
  const own = path.startsWith(folder) ? path.slice(folder.length).split(".")[0] : undefined;
  const named = cards.flatMap(({ documents }) =>
    [...documents].filter(([, { text }]) => text === path).map(([kind]) => kind),
  );
  const kind =
    [own, ...named].map((name) => DOCUMENTS.get(name ?? "")).find((each) => each !== undefined) ??
    (SPECIFICATION.test(path) ? ("api" as const) : undefined);
  return kind === undefined
    ? []
    : [{ kind, what: `${path} changes`, evidence: { path, seen: "changed" } }];
}
