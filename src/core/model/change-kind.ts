/** What changes about a deployed component, weakest first: it says how far back the component has to go. */
export const CHANGE_KINDS = [
  "fix",
  "retrain",
  "configuration",
  "dependency",
  "api",
  "deployment-setting",
  "explanation",
  "feature",
  "data-source",
  "model-class",
  "intended-use",
  "disproved-claim",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Steps of strength: a kind covers every kind of its own step and of those before it. */
const STRENGTH: Readonly<Record<ChangeKind, number>> = {
  fix: 0,
  retrain: 0,
  configuration: 0,
  dependency: 0,
  api: 1,
  "deployment-setting": 1,
  explanation: 1,
  feature: 2,
  "data-source": 2,
  "model-class": 2,
  "intended-use": 2,
  "disproved-claim": 3,
};

/** Whether a change that is called `one` is taken at least as far back as `other` asks for. */
export function covers(one: ChangeKind, other: ChangeKind): boolean {
  return STRENGTH[one] >= STRENGTH[other];
}
