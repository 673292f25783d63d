import type { Card, Deployment } from "../core/model/card.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";
import type { Tag } from "../core/model/version-tag.ts";
import { parseArtifactTag } from "../evidence/version-tags/parse-artifact-tag.ts";
import type { Repository } from "../ports/repository.ts";
import { cardPath, gatherCard } from "./card.ts";
import { gatherProofs, type Proofs } from "./proofs.ts";
import { formerIds } from "./records.ts";
import { contentUnder, type View, viewAt } from "./view.ts";

/** What is found of a version at its tag. */
export interface DeployedContent {
  readonly tag: Fact<Tag | undefined>;
  /** The version that the tag's name tells, where it tells one. */
  readonly named: string | undefined;
  /** The card at the tag's commit; undefined where there is none. */
  readonly card: Fact<Card | undefined>;
  /** What may prove that this very content reached a level; undefined where nothing can. */
  readonly proofs: Proofs | undefined;
  /** The content at the tag, with what is recorded of it; undefined where the tag leads to nothing. */
  readonly view: View | undefined;
}

/**
 * Looks up what a card says is deployed.
 *
 * @param records where what is recorded of the version stands: the default branch
 * @param listed the component's card there
 */
export async function gatherDeployedContent(
  repository: Repository,
  component: ComponentPolicy,
  { tag: name }: Deployment,
  records: View,
  listed: Card,
): Promise<DeployedContent> {
  const tags = await repository.tags();
  const nothing = { named: undefined, card: known(undefined), proofs: undefined, view: undefined };
  if (tags.state === "unavailable") return { ...nothing, tag: tags };
  const tag = tags.value.find((each) => each.name === name);
  if (tag === undefined) return { ...nothing, tag: known(undefined) };
  const there = await viewAt(repository, tag.commit);
  if (there.state === "unavailable") return { ...nothing, tag: there };
  const ids = [component.id, ...formerIds(listed)];
  const view = contentUnder(repository, tag.commit, records);
  const [card, proofs] = await Promise.all([
    cardAmong(ids, there.value),
    gatherProofs({ component, ids, view, merged: [records] }),
  ]);
  return {
    tag: known(tag),
    named: versionIn(tag),
    card,
    proofs,
    view,
  };
}

/** The component may have had another id when it was tagged. */
async function cardAmong(ids: readonly string[], view: View): Promise<Fact<Card | undefined>> {
  const id = ids.find((each) => view.records.has(cardPath(each)));
  return id === undefined ? known(undefined) : gatherCard(view, id);
}

function versionIn(tag: Tag): string | undefined {
  const event = parseArtifactTag(tag)?.event;
  return event?.action === "register" ? event.version : undefined;
}
