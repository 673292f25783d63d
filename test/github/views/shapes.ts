import type { RestEndpointMethodTypes as Rest } from "@octokit/rest";

// The shapes of answers, taken from GitHub's OpenAPI by way of Octokit: the compiler holds the views to them.

export type FullRepository = Rest["repos"]["get"]["response"]["data"];
export type SimpleUser = FullRepository["owner"];
export type PullRequestData = Rest["pulls"]["get"]["response"]["data"];
export type CheckRunData = Rest["checks"]["get"]["response"]["data"];
export type CheckSuiteData = Rest["checks"]["getSuite"]["response"]["data"];
export type ReviewData = Rest["pulls"]["getReview"]["response"]["data"];
export type CommentData = Rest["issues"]["getComment"]["response"]["data"];
export type IssueData = Rest["issues"]["get"]["response"]["data"];
export type AppData = NonNullable<Rest["apps"]["getAuthenticated"]["response"]["data"]>;
export type InstallationData = Rest["apps"]["getInstallation"]["response"]["data"];
export type CommitData = Rest["repos"]["getCommit"]["response"]["data"];
export type GitCommitData = Rest["git"]["getCommit"]["response"]["data"];
export type DiffEntry = Rest["pulls"]["listFiles"]["response"]["data"][number];
export type TeamData = Rest["teams"]["list"]["response"]["data"][number];
export type StatusData = Rest["repos"]["createCommitStatus"]["response"]["data"];
export type WorkflowRunData = Rest["actions"]["getWorkflowRun"]["response"]["data"];
export type WorkflowJobData = Rest["actions"]["getJobForWorkflowRun"]["response"]["data"];
export type WorkflowData = Rest["actions"]["getWorkflow"]["response"]["data"];
export type ArtifactData = Rest["actions"]["getArtifact"]["response"]["data"];
