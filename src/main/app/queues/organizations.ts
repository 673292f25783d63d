import type { FoldingQueue } from "./folding-queue.ts";

/** Installations whose account's policy has changed. */
export interface OrganizationJob {
  readonly installation: number;
}

export const ORGANIZATIONS: FoldingQueue<OrganizationJob> = {
  name: "organizations",
  keyOf: ({ installation }) => String(installation),
  groupOf: ({ installation }) => String(installation),
};
