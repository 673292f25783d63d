import { UpstreamError } from "../core/errors.ts";
import { enforcementAt } from "../core/decide.ts";
import type { Card } from "../core/model/card.ts";
import type { Fact } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { Policy } from "../core/model/policy.ts";
import type { LostTag, ReportedTag, TagChange } from "../core/model/tag-change.ts";
import { parseArtifactTag } from "../evidence/version-tags/parse-artifact-tag.ts";
import { gatherCard } from "../gather/card.ts";
import { tagUses } from "../gather/tag-uses.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { Issue, Issues } from "../ports/issues.ts";
import type { Repository } from "../ports/repository.ts";
import type { Tags } from "../ports/tags.ts";
import { lostTagsIssue, readLostTags, TAGS_MARKER } from "../report/lost-tags-issue.ts";
import type { Engine } from "./engine.ts";
import { needed } from "./needed.ts";
import { policyLayerOf } from "./policy-layer.ts";

/** What watching tags asks of the outside. */
export interface TagPorts {
  readonly repository: Repository;
  readonly defaultBranch: DefaultBranch;
  readonly tags: Pick<Tags, "commitOf">;
  readonly issues: Issues;
}

/** What became of pushes of tags. */
export interface WatchedTags {
  /** The tags that do not stand where they stood, by name. */
  readonly lost: readonly string[];
  /** Why people could not be told. */
  readonly trouble?: string;
}

const NOTHING: WatchedTags = { lost: [] };

/**
 * Keeps one issue of the repository on version tags that were moved or deleted: registrations in GTO's
 * form, and whatever else a card on the default branch relies on. What an earlier push took away stays in
 * it until the tag stands on its old commit again. Where each tag stands is looked up, so that pushes may
 * come late, twice or in another order.
 */
export async function watchTags(
  changes: readonly TagChange[],
  ports: TagPorts,
  { catalogue }: Engine,
): Promise<WatchedTags> {
  const { issues, repository, tags } = ports;
  const onlyNew = changes.every(({ before }) => before === undefined);
  const found = await (onlyNew ? issues.find(TAGS_MARKER) : issues.search(TAGS_MARKER));
  const issue = found.state === "known" ? found.value.find(({ open }) => open) : undefined;
  if (onlyNew && issue === undefined) return NOTHING;
  const state = needed(await ports.defaultBranch.read());
  if (state === undefined) return NOTHING;
  const view = needed(await viewAt(repository, state.commit));
  const asked = { ...state, defaultBranch: state.branch };
  const layer = needed(await policyLayerOf(view, asked, repository, catalogue));
  if (layer.state === "absent") return NOTHING;
  if (layer.state === "broken") {
    const problems = layer.problems.map(({ place, message }) => `${placeText(place)}: ${message}`);
    throw new UpstreamError(`the policy cannot be read: ${problems.join("; ")}`);
  }
  const { policy } = layer;
  // Who only observes has asked for nothing to be written.
  if (policy.checks.every((check) => enforcementAt(check, state.now) === "observe")) return NOTHING;
  const before = issue === undefined ? [] : readLostTags(issue.body);
  const now = new Map(needed(await repository.tags()).map(({ name, commit }) => [name, commit]));
  const moved = (await taken(before, changes, state.now, tags)).filter(
    ({ tag, commit }) => now.get(tag) !== commit,
  );
  const { cards, unreadable } = await cardsOf(policy, view);
  const lost = moved
    .flatMap((each): ReportedTag[] => {
      const name = parseArtifactTag({ name: each.tag, commit: each.commit, annotated: true });
      if (name?.event.action !== "register") return [];
      const uses = [...cards].flatMap(([component, card]) => tagUses(name, component, card));
      // Nobody makes a name of GTO's by chance.
      const counts = name.form === "gto" || uses.length > 0 || unreadable.length > 0;
      return counts ? [{ ...each, now: now.get(each.tag), uses }] : [];
    })
    .toSorted((a, b) => (a.at === b.at ? (a.tag < b.tag ? -1 : 1) : a.at > b.at ? -1 : 1));
  const told = lost.map(({ tag }) => tag);
  if (found.state === "unavailable") {
    return told.length === 0 ? NOTHING : { lost: told, trouble: found.reason };
  }
  const kept = await keep(issue, lost, unreadable, issues);
  return { lost: told, ...(kept.state === "unavailable" && { trouble: kept.reason }) };
}

/** The tags that were told of and those that changed now; of one that changed before, where it stood first. */
async function taken(
  before: readonly LostTag[],
  changes: readonly TagChange[],
  at: string,
  tags: TagPorts["tags"],
): Promise<readonly LostTag[]> {
  const lost = new Map(before.map((each) => [each.tag, each]));
  for (const { tag, before: object, by } of changes) {
    if (object === undefined) continue;
    const first = lost.get(tag) ?? { tag, object, commit: await tags.commitOf(object) };
    lost.set(tag, { ...first, by, at });
  }
  return [...lost.values()];
}

async function cardsOf(
  { components }: Policy,
  view: View,
): Promise<{ cards: ReadonlyMap<string, Card>; unreadable: readonly string[] }> {
  const cards = new Map<string, Card>();
  const unreadable: string[] = [];
  for (const { id } of components) {
    const card = await gatherCard(view, id);
    if (card.state === "unavailable") unreadable.push(id);
    else if (card.value !== undefined) cards.set(id, card.value);
  }
  return { cards, unreadable };
}

async function keep(
  issue: Issue | undefined,
  lost: readonly ReportedTag[],
  unreadable: readonly string[],
  issues: Issues,
): Promise<Fact<unknown>> {
  const text = lostTagsIssue(lost, unreadable);
  if (lost.length > 0) {
    return issue === undefined ? issues.open(text, []) : issues.edit(issue.number, text);
  }
  return issue === undefined
    ? { state: "known", value: undefined }
    : issues.close(issue.number, text);
}
