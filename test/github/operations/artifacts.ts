import { createHash } from "node:crypto";
import type { Artifact, RunAttempt } from "../state/actions.ts";
import type { Repository } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";

/** GitHub keeps artifacts for so many days unless a repository or an upload says less. */
const retention = 90;

export type NewArtifact = {
  readonly name: string;
  readonly content: Buffer;
  readonly contentType?: string | undefined;
  readonly expiresAt?: string | undefined;
  /** What GitHub is to say of it, where a test wants that to be off. */
  readonly size?: number | undefined;
  readonly digest?: string | null | undefined;
};

/** Puts an artifact to an attempt of a run. A name is taken once in an attempt and its content never changes. */
export function addArtifact(world: World, attempt: RunAttempt, wanted: NewArtifact): Artifact {
  const { name, content } = wanted;
  if (artifactNamed(world, attempt, name) !== undefined)
    throw new Error(`There is an artifact ${name} of this attempt already`);
  const id = world.nextId();
  const sha256 = createHash("sha256").update(content).digest("hex");
  const latest = new Date(world.clock.now().getTime() + retention * 86_400_000);
  const expiry = wanted.expiresAt === undefined ? latest : new Date(wanted.expiresAt);
  const artifact: Artifact = {
    kind: "Artifact",
    id,
    nodeId: nodeId("Artifact", id),
    name,
    attempt,
    content,
    contentType: wanted.contentType ?? "application/zip",
    size: wanted.size ?? content.length,
    digest: wanted.digest === undefined ? `sha256:${sha256}` : wanted.digest,
    createdAt: world.clock.iso(),
    expiresAt: `${(expiry < latest ? expiry : latest).toISOString().slice(0, 19)}Z`,
  };
  world.artifacts.set(id, artifact);
  return artifact;
}

/** An artifact of an attempt by its name. */
export function artifactNamed(
  world: World,
  attempt: RunAttempt,
  name: string,
): Artifact | undefined {
  return artifactsOf(world, (one) => one.attempt === attempt && one.name === name)[0];
}

/** The artifacts of a repository, the newest first. */
export function artifactsIn(world: World, repository: Repository): Artifact[] {
  return artifactsOf(world, ({ attempt }) => attempt.run.repository === repository);
}

function artifactsOf(world: World, belongs: (artifact: Artifact) => boolean): Artifact[] {
  return [...world.artifacts.values()].filter(belongs).toSorted((a, b) => b.id - a.id);
}
