import type { CheckPolicy } from "../model/policy.ts";

/** What a repository gets that says nothing about checks: the default branch warns, release branches block. */
export function defaultChecks(defaultBranch: string): CheckPolicy[] {
  return [
    {
      name: "main",
      branches: [defaultBranch],
      enforcement: "warn",
      scope: "touched",
      perBranch: false,
    },
    {
      name: "release",
      branches: ["release/**"],
      enforcement: "block",
      scope: "touched",
      perBranch: false,
    },
  ];
}
