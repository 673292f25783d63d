import type { Fault } from "../faults.ts";
import type { LedgerEntry, LedgerFilter } from "../ledger.ts";
import type { PermissionLevel, Role } from "../state/nouns.ts";
import type { ActionsCommands } from "./actions-command-list.ts";
import type { CommitSeed, InstallationSeed, Seed } from "./seed-data.ts";

/** A delivery as the control API lists it. */
type DeliveryRecord = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly app: number;
  readonly installation: number;
  readonly redelivery: boolean;
  readonly statusCode: number;
  readonly status: string;
  readonly duration: number;
  readonly deliveredAt: string;
  /** The parsed body, where asked for. */
  readonly payload?: Record<string, unknown>;
};

/** What can be asked of the stand-in at `POST /_control/<name>`. */
export type Commands = ActionsCommands & {
  seed: (of: Seed) => void;
  /** A commit without webhooks, as if it had always been there. */
  commit: (of: { repository: string } & CommitSeed) => string;
  ledger: (filter: LedgerFilter) => LedgerEntry[];
  clearLedger: () => void;
  deliveries: (of: {
    event?: string;
    action?: string;
    app?: number;
    payloads?: boolean;
  }) => DeliveryRecord[];
  clearDeliveries: () => void;
  redeliver: (of: { guid: string }) => void;
  pauseWebhooks: () => void;
  resumeWebhooks: () => void;
  /** Resolves once no delivery is on its way. */
  settled: () => void;
  setWebhookUrl: (of: { app: number; url: string | null }) => void;
  addFault: (fault: Fault) => void;
  clearFaults: () => void;
  shiftTime: (of: { milliseconds: number }) => void;
  /**
   * Points an hour, of all or of one installation; 5,000 by default, as GitHub's minimum. Secondary limits
   * are counted once they are switched on.
   */
  setLimits: (of: {
    installation?: number;
    rest?: number;
    graphql?: number;
    secondary?: boolean;
  }) => void;
  /** A token of an installation, without signing anything. */
  installationToken: (of: {
    installation: number;
    permissions?: Record<string, PermissionLevel>;
    repositories?: string[];
  }) => string;
  install: (of: { app: number; sender: string } & InstallationSeed) => void;
  uninstall: (of: { installation: number; sender: string }) => void;
  suspend: (of: { installation: number; sender: string }) => void;
  unsuspend: (of: { installation: number; sender: string }) => void;
  /** The App asks for other permissions; the owner accepts if `accept`. */
  changePermissions: (of: {
    app: number;
    permissions: Record<string, PermissionLevel>;
    accept?: { installation: number; sender: string };
  }) => void;
  changeRepositories: (of: {
    installation: number;
    sender: string;
    add?: string[];
    remove?: string[];
  }) => void;
  /** Adds a member to a team, or removes one with a null role. */
  setTeamMember: (of: {
    organization: string;
    team: string;
    user: string;
    role: "maintainer" | "member" | null;
    sender: string;
  }) => void;
  /** Gives a repository other custom properties, as an owner of its organisation does. */
  setCustomProperties: (of: {
    repository: string;
    values: Record<string, string | string[] | null>;
    sender: string;
  }) => void;
  setTeamRole: (of: { repository: string; team: string; role: Role; sender: string }) => void;
  /** A workflow comes to a job that deploys: its run's number. */
  deploy: (of: { repository: string; environment: string; ref: string; sender: string }) => number;
  /** Who said what of a run's deployment; none while it waits. */
  deployment: (of: { repository: string; run: number }) => {
    app: number;
    state: "approved" | "rejected";
    comment: string;
  }[];
  /** Presses a button that a check run offers. */
  requestAction: (of: { run: number; identifier: string; sender: string }) => void;
};
