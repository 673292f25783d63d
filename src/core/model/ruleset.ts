/** What GitHub calls a ruleset: rules that it lays on the branches whose names fit. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  /** Who laid it: `Repository`, `Organization` or `Enterprise`. Only a repository's own is ours to change. */
  readonly level: string;
  readonly target: string;
  /** `active`, or `evaluate` and `disabled`, which hold nobody up. */
  readonly enforcement: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly BranchRule[];
  /** Who may pass it by; undefined where that is not shown to us. */
  readonly bypass?: readonly BypassActor[];
}

/** One rule, with whatever it says. */
export interface BranchRule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A rule that holds for a branch now, with the ruleset that it comes from. */
export interface ActiveRule extends BranchRule {
  readonly ruleset: number;
}

/** Somebody whom a ruleset does not hold up. */
export interface BypassActor {
  readonly type: string;
  readonly id?: number;
  /** `always`, `pull_request`, or `exempt`, which leaves no trace. */
  readonly mode: string;
}

/** A check that a rule asks for. */
export interface RequiredCheck {
  readonly name: string;
  /** The App whose run it has to be; undefined where anybody's will do. */
  readonly app?: number;
}

/** A branch with what its classic protection, the elder sister of rulesets, asks for. */
export interface BranchProtection {
  readonly branch: string;
  readonly checks: readonly RequiredCheck[];
  /** Whether it holds administrators up as well; undefined where that is not shown to us. */
  readonly holdsAdmins?: boolean;
}

/** A ruleset as it is to be written. */
export interface RulesetText {
  readonly name: string;
  readonly enforcement: "active";
  readonly include: readonly string[];
  readonly rules: readonly BranchRule[];
  readonly bypass?: readonly BypassActor[];
}
