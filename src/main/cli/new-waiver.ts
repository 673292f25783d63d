import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { viewAt } from "../../gather/view.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { draftWaiver } from "../../use-cases/draft-waiver.ts";
import { policyIn } from "../../use-cases/policy-in.ts";
import type { NewFile } from "../../use-cases/scaffold/new-component.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";
import type { OptionValues } from "./command.ts";

/** The file of waivers with one more for a component, as the options describe it. */
export async function newWaiver(
  component: string,
  options: OptionValues,
  date: string,
  { head, repository }: WorkTree,
): Promise<Fact<NewFile>> {
  const { rule, reason, until, by } = options;
  if (typeof rule !== "string" || typeof reason !== "string" || typeof until !== "string") {
    return unavailable("invalid", "a waiver needs --rule, --reason and --until");
  }
  const revision = await head();
  if (revision.state === "unavailable") return revision;
  const view = await viewAt(repository, revision.value);
  if (view.state === "unavailable") return view;
  const policy = await policyIn(view.value, catalogue, "main");
  if (policy.state === "unavailable") return policy;
  if (policy.value?.ok !== true) {
    return unavailable("invalid", "the policy cannot be read; mltrl validate says why");
  }
  const wanted = {
    rule,
    component,
    reason,
    until,
    date,
    ...(typeof by === "string" && { requestedBy: by }),
  };
  const drafted = await draftWaiver(wanted, view.value, policy.value.value, catalogue);
  if (drafted.state === "unavailable") return drafted;
  return drafted.value.state === "there"
    ? unavailable("invalid", `${component} has this waiver already`)
    : known(drafted.value.file);
}
