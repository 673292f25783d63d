import type { CheckPolicy, ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Problem } from "../core/model/problem.ts";
import type { Waiver } from "../core/model/waiver.ts";
import type { LocatedYaml } from "../core/source/yaml.ts";
import type { PolicyLayer } from "./policy-layer.ts";

/** The policy that judges a change, or every reason why it cannot be read. */
export type PolicyInForce =
  | { readonly state: "none" }
  | {
      readonly state: "broken";
      readonly problems: readonly Problem[];
      /** Checks of what can be read of it, to tell which ones to close; undefined where nothing can. */
      readonly checks: readonly CheckPolicy[] | undefined;
    }
  | {
      readonly state: "ready";
      readonly policy: Policy;
      /** The components that the head declares: obligations are those of both sides. */
      readonly headComponents: readonly ComponentPolicy[];
      readonly baseComponents: readonly ComponentPolicy[];
      readonly notices: readonly string[];
      /** The organisation's policy that asks for components where none is declared. */
      readonly undeclared?: string;
      /** When another policy comes into force by itself (ISO 8601). */
      readonly validUntil?: string;
      /** What the change does to what the owners of the policy answer for. */
      readonly edit?: PolicyEdit;
      /** Waivers that the change brings to the default branch, for somebody to grant. */
      readonly waivers?: readonly Waiver[];
    };

/** What a pull request does to the policy. */
export interface PolicyEdit {
  /** Undefined where what stands cannot be read. */
  readonly before: Policy | undefined;
  readonly after: Policy;
  /** The file that says the most of it, as the head has it; undefined where that is gone. */
  readonly source: LocatedYaml | undefined;
  /** What stands once it is merged; undefined where that is the organisation's policy. */
  readonly merged: MergedPolicy | undefined;
  /** Of an organisation's policy: whom it is for, and from when, changes. */
  readonly reach?: { readonly before: string; readonly after: string };
}

/** The policy of a branch as a pull request would leave it. */
export interface MergedPolicy {
  readonly branch: string;
  readonly layer: PolicyLayer;
  /** The commit that brings it: what is declared on its base stays what it is. */
  readonly head: string;
}

/** Each problem once, however many branches have it. */
export function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
