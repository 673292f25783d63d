import type { Card, Deployment } from "./model/card.ts";
import { IN_PRODUCTION } from "./model/deployed.ts";
import type { Fact } from "./model/fact.ts";
import type { Evidence, Finding } from "./model/finding.ts";
import type { Level } from "./model/level.ts";
import type { Tag } from "./model/version-tag.ts";

/** What is known of the tag that a card names as deployed. */
export interface DeployedTag {
  readonly component: string;
  readonly deployment: Deployment;
  /** Undefined where the repository has no tag of this name. */
  readonly tag: Fact<Tag | undefined>;
  /** The version that the tag's name tells, where it tells one. */
  readonly named: string | undefined;
  /** The card at the tag's commit; undefined where there is none. */
  readonly card: Fact<Card | undefined>;
  /** The component's card on the branch: it may have been taken over with what runs. */
  readonly adopted: Card["adopted"] | undefined;
  /** Merged reviews that show the very content of the tag at the level, by path. */
  readonly provenBy: readonly string[];
}

/** The rule by whose name a finding about the tag goes. */
export const DEPLOYED_VERSION = "deployed-version";

/** Whether the tag says what the card's entry says of it. One finding: the first thing that is wrong. */
export function judgeDeployedTag(about: DeployedTag): Finding {
  const { deployment, tag, named, component } = about;
  const { version, place } = deployment;
  const seen = { ...place, seen: `${version}: ${deployment.tag}` };
  if (tag.state === "unavailable") return unknown(`the tags cannot be read: ${tag.reason}`, seen);
  if (tag.value === undefined) {
    return unknown(
      `there is no tag ${deployment.tag}: push it ("git push origin ${deployment.tag}"; in a clone that lacks it "git fetch --tags"), or mend \`tag\` of ${version} on the card`,
      seen,
    );
  }
  if (named !== undefined && named !== version) {
    return unknown(
      `the card says that ${version} is deployed from ${deployment.tag}, whose name says ${named}: mend the one that is wrong`,
      seen,
    );
  }
  const fault = levelFault(about);
  if (fault !== undefined) return unknown(fault, seen);
  return tag.value.annotated
    ? finding("pass", `${deployment.tag} is ${component} ${version}`, seen)
    : {
        ...unknown(
          `${deployment.tag} is a lightweight tag, which says neither who set it nor when: set an annotated one ("git tag -a -f ${deployment.tag} ${deployment.tag}^{commit}") and push it`,
          seen,
        ),
        severity: "advisory",
      };
}

/**
 * The level at which a version is to be judged: what it is listed at, or what its own card says if that
 * is more, so that nobody lists a version low to be asked less.
 */
export function claimedLevel({ level }: Deployment, card: Fact<Card | undefined>): Level {
  const own = card.state === "known" ? (card.value?.level ?? level) : level;
  return own > level ? own : level;
}

function levelFault({ deployment, card, adopted, provenBy }: DeployedTag): string | undefined {
  const { level, tag, version } = deployment;
  if (provenBy.length > 0) return undefined;
  if (card.state === "unavailable") return `the card at ${tag} cannot be read: ${card.reason}`;
  if (card.value === undefined) {
    return adopted !== undefined && adopted.level >= level
      ? undefined
      : `${tag} holds no card, so that nothing shows ${version} at level ${level}: declare on the card that it was \`adopted\` there, or deploy from a tag with a card`;
  }
  const own = card.value.level;
  if (own === level) return undefined;
  const retag = own < level ? `, or tag the commit that reached ${level}` : "";
  return `${version} is listed at level ${level}, and the card at ${tag} says ${own}: list it at ${own}${retag}`;
}

function unknown(reason: string, evidence: Evidence): Finding {
  return { ...finding("unknown", reason, evidence), turn: "author" };
}

function finding(outcome: Finding["outcome"], reason: string, evidence: Evidence): Finding {
  return {
    rule: DEPLOYED_VERSION,
    gate: IN_PRODUCTION,
    outcome,
    severity: "blocking",
    since: "new",
    reason,
    evidence: [evidence],
  };
}
