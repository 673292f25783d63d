import type { Change } from "../../core/model/change.ts";
import { known, mapFact } from "../../core/model/fact.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { parseWith } from "../../core/source/schema-problems.ts";
import { parseYaml } from "../../core/source/yaml.ts";
import type { JudgePorts } from "../../use-cases/judge.ts";
import { factsSchema, type SuppliedFacts } from "./facts-schema.ts";
import { suppliedCi } from "./supplied-ci.ts";

const MAX_FACTS_BYTES = 1024 * 1024;

/** Reads a file of facts: JSON, or YAML, of which JSON is a part. */
export function parseFacts(text: string, path: string): Parsed<SuppliedFacts> {
  const read = parseYaml(text, path, { maxBytes: MAX_FACTS_BYTES });
  return read.ok ? parseWith(factsSchema, read.value) : read;
}

/** The same ports, with what a file supplies in place of what they cannot see. */
export function supplyFacts(ports: JudgePorts, facts: SuppliedFacts): JudgePorts {
  const { people, source } = ports;
  return {
    ...ports,
    ...(facts["workflow-runs"] && { ci: suppliedCi(facts["workflow-runs"], source) }),
    source: { read: async () => mapFact(await source.read(), (change) => supplied(change, facts)) },
    people: {
      members: (team) => answer(facts.teams, team) ?? people.members(team),
      writersSince: (tip, file, folders) =>
        facts.writers === undefined
          ? people.writersSince(tip, file, folders)
          : Promise.resolve(known(facts.writers)),
      commitsBetween: (without, tip, path) => people.commitsBetween(without, tip, path),
      permission: (login) => answer(facts.permissions, login) ?? people.permission(login),
    },
  };
}

function answer<T>(table: Readonly<Record<string, T>>, key: string) {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return value === undefined ? undefined : Promise.resolve(known(value));
}

function supplied(change: Change, facts: SuppliedFacts): Change {
  const { author, reviews, contributors } = facts;
  const now = facts.now === undefined ? change.now : new Date(facts.now).toISOString();
  const headDate = facts["head-date"];
  return {
    ...change,
    now,
    ...(headDate !== undefined && { headDate: new Date(headDate).toISOString() }),
    ...(author !== undefined && { author: personOf(author) }),
    ...(contributors && { contributors: known(contributors) }),
    ...(reviews && {
      reviews: known(
        reviews.map((review) => ({
          author: personOf(review.author),
          state: review.state,
          commit: review.commit ?? change.head,
          submittedAt: review["submitted-at"] ?? now,
          body: review.body,
          edited: review.edited,
        })),
      ),
    }),
    ...(facts.comments && {
      comments: known(
        facts.comments.map(({ author: login, body }, i) => ({
          id: i + 1,
          author: personOf(login),
          body,
          edited: false,
          own: false,
        })),
      ),
    }),
    ...(facts["asked-reviewers"] && {
      askedReviewers: known(facts["asked-reviewers"].map((login) => ({ login, at: now }))),
    }),
    ...(facts["check-runs"] && {
      checkRuns: known(
        facts["check-runs"].map(({ conclusion, ...run }, i) => ({
          ...run,
          id: i + 1,
          own: false,
          ...(conclusion !== undefined && { conclusion }),
        })),
      ),
    }),
    ...(facts["required-checks"] && {
      requiredChecks: known(
        facts["required-checks"].map(({ name, app }) => ({
          name,
          ...(app !== undefined && { app }),
        })),
      ),
    }),
  };
}

function personOf(login: string): Change["author"] {
  return { login, bot: login.endsWith("[bot]") };
}
