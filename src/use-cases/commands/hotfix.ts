import { COMMANDS } from "../../commands/command-table.ts";
import { isStated } from "../../core/model/cell-text.ts";
import type { Change } from "../../core/model/change.ts";
import type { ComponentDecision } from "../../core/model/decision.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { midnightOf } from "../../core/model/grace.ts";
import { HOTFIX_ROLE } from "../../core/model/hotfix.ts";
import { LONGEST_DAYS, parseHotfixRecord } from "../../evidence/hotfix-record.ts";
import { writeRecord } from "../../evidence/write-record.ts";
import { holdsRole } from "../../gather/holds-role.ts";
import { viewAt } from "../../gather/view.ts";
import { hotfixCalledReply } from "../../report/reply-hotfix.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import type { EditedFile } from "../simulated-change.ts";
import { judge, type Verdict } from "../judge.ts";
import type { CarryOut, CommandPorts } from "./command.ts";
import { deliver } from "./deliver.ts";

/** Calls a hotfix: commits its record. The comment shows who called it, and is looked up whenever it is judged. */
export const hotfixCommand: CarryOut = async (command, request, ports, engine) => {
  const [wanted] = command.words;
  const incident = command.options.get("incident") ?? "";
  if (wanted === undefined) return usageReply(COMMANDS.hotfix, "name a component");
  if (!isStated(incident)) {
    return usageReply(COMMANDS.hotfix, "say what happened, or where it is told, with --incident");
  }
  const { login } = request.actor;
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return noteReply("No hotfix.", [verdict.reason]);
  const component = await componentOf(wanted, login, verdict.value, ports);
  if (component.state === "unavailable") return noteReply("No hotfix.", [component.reason]);
  if (component.value.hotfix !== undefined) {
    return noteReply(`A hotfix of ${wanted} is in force here already.`, [
      "Your comment shows that somebody on call stands by it.",
    ]);
  }
  const { change } = verdict.value;
  const date = change.now.slice(0, 10);
  const until = command.options.get("until") ?? midnightOf(date, LONGEST_DAYS).slice(0, 10);
  const file = await recordOf(
    { component: wanted, incident, date, by: login, until },
    change,
    ports,
  );
  if (file.state === "unavailable") return noteReply("No hotfix.", [file.reason]);
  const delivery = await deliver(
    {
      title: `Call a hotfix of ${wanted}`,
      does: `calls a hotfix of ${wanted} until ${until}`,
      change,
      files: [file.value],
      branch: `mltrl/hotfix-${wanted}`,
    },
    request,
    ports,
  );
  return delivery.outcome === "answered"
    ? delivery.answer
    : hotfixCalledReply(
        { component: wanted, until, path: file.value.path },
        {
          commit: delivery.commit,
          repositoryUrl: ports.repositoryUrl,
        },
      );
};

/** The component, where the person may call a hotfix of it. */
async function componentOf(
  wanted: string,
  login: string,
  { decision, planned }: Verdict,
  { people }: CommandPorts,
): Promise<Fact<ComponentDecision>> {
  const found = decision?.components.find(({ id }) => id === wanted);
  const policy = planned.find(({ plan }) => plan.id === wanted)?.context.policy;
  if (found === undefined || policy === undefined) {
    return unavailable("missing", `this pull request does not touch ${wanted}`);
  }
  const holds = await holdsRole(login, HOTFIX_ROLE, { policy, people });
  if (holds.state === "unavailable") return holds;
  return holds.value
    ? known(found)
    : unavailable("invalid", `${login} does not hold the role ${HOTFIX_ROLE}`);
}

/** The record as a file, read back as whoever judges it will. */
async function recordOf(
  content: Parameters<typeof writeRecord>[1],
  { head }: Change,
  { repository }: CommandPorts,
): Promise<Fact<EditedFile>> {
  const file = writeRecord("hotfix", content);
  const read = parseHotfixRecord(file.text, file.path);
  if (read.state === "unavailable") return read;
  const view = await viewAt(repository, head);
  if (view.state === "unavailable") return view;
  return view.value.records.has(file.path)
    ? unavailable("invalid", `${file.path} is there already, and covers something else`)
    : known({ ...file, before: undefined });
}
