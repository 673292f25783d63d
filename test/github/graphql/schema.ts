import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
} from "graphql";
import { gitActorFields, organizationFields, teamFields, userFields } from "./account-fields.ts";
import { appFields, checkRunFields, checkSuiteFields } from "./check-fields.ts";
import type { Context, Fields } from "./context.ts";
import { blobFields, commitFields, tagFields, treeEntryFields, treeFields } from "./git-fields.ts";
import { queueEntryFields, queueFields } from "./merge-queue-fields.ts";
import { mutationFields } from "./mutation-fields.ts";
import {
  changedFileFields,
  commentFields,
  dismissalFields,
  forcedPushFields,
  issueFields,
  pullRequestFields,
  requestedFields,
  reviewFields,
} from "./pull-request-fields.ts";
import { queryFields } from "./query-fields.ts";
import { refFields } from "./ref-fields.ts";
import { repositoryFields } from "./repository-fields.ts";

const tables: Readonly<Record<string, Fields<never>>> = {
  Query: queryFields,
  Mutation: mutationFields,
  App: appFields,
  Blob: blobFields,
  Bot: userFields,
  CheckRun: checkRunFields,
  CheckSuite: checkSuiteFields,
  Commit: commitFields,
  GitActor: gitActorFields,
  HeadRefForcePushedEvent: forcedPushFields,
  Issue: issueFields,
  IssueComment: commentFields,
  MergeQueue: queueFields,
  MergeQueueEntry: queueEntryFields,
  Organization: organizationFields,
  PullRequest: pullRequestFields,
  PullRequestChangedFile: changedFileFields,
  PullRequestReview: reviewFields,
  Ref: refFields,
  Repository: repositoryFields,
  ReviewDismissedEvent: dismissalFields,
  ReviewRequestedEvent: requestedFields,
  Tag: tagFields,
  Team: teamFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  User: userFields,
};

/** GitHub's published schema with resolvers on it. Takes about 0.1 s, so it is made once. */
export function createSchema(): GraphQLSchema {
  const path = new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
  const document = parse(readFileSync(path, "utf8"), { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isAbstractType(type)) type.resolveType = (source: { kind: string }) => source.kind;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const own = tables[type.name]?.[field.name] as GraphQLField<unknown, Context>["resolve"];
      field.resolve = own ?? readSource(type.name, field.name);
    }
  }
  return schema;
}

/** A field that no table names: a property of its source, or an error that says what is missing. */
function readSource(
  type: string,
  name: string,
): NonNullable<GraphQLField<unknown, Context>["resolve"]> {
  const key =
    name === "id" ? "nodeId" : name === "databaseId" || name === "fullDatabaseId" ? "id" : name;
  return (source, input, context) => {
    const from = source as Readonly<Record<string, unknown>>;
    const found = Object.hasOwn(from, key) ? key : name;
    if (!Object.hasOwn(from, found)) {
      throw new GraphQLError(`The stand-in for GitHub does not resolve ${type}.${name}`, {
        extensions: { type: "UNSUPPORTED" },
      });
    }
    const value = from[found];
    return typeof value === "function"
      ? (value as (...given: unknown[]) => unknown)(input, context)
      : value;
  };
}
