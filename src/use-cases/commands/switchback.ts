import { COMMANDS } from "../../commands/command-table.ts";
import type { ParsedCommand } from "../../commands/parse-commands.ts";
import { CHANGE_KINDS, type ChangeKind } from "../../core/model/change-kind.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { SwitchbackRecord } from "../../core/model/records.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import { refusedReply, switchedBackReply } from "../../report/reply-promotion.ts";
import { PROPOSALS } from "../../ports/branch.ts";
import { rulesById } from "../engine.ts";
import { switchBack, type WantedSwitchback } from "../switch-back.ts";
import type { CarryOut } from "./command.ts";
import { deliver } from "./deliver.ts";
import { levelIn } from "./level-in.ts";

/** Goes back to an earlier level: commits the level and the record, or says why not. */
export const switchbackCommand: CarryOut = async (command, request, ports, engine) => {
  const wanted = wantedIn(command, request.actor.login);
  if (wanted.state === "unavailable") return usageReply(COMMANDS.switchback, wanted.reason);
  const { to } = wanted.value;
  const going = await switchBack(wanted.value, ports, engine);
  const { repositoryUrl } = ports;
  switch (going.outcome) {
    case "unclear":
      return noteReply("Not switched back.", [going.because]);
    case "asked-already":
      return noteReply(`This pull request takes ${going.component} back to level ${to} already.`);
    case "refused": {
      const again = `/mltrl switchback ${going.component.id} --to ${to} ...`;
      return refusedReply(
        { not: "Not switched back", again, component: going.component },
        rulesById(engine, going.ladder),
        { commit: going.change.head, repositoryUrl },
      );
    }
    case "ready": {
      const { change, component, files } = going;
      const does = `takes ${component.id} back from level ${component.level} to ${to} and adds the record of it`;
      const title = `Take ${component.id} back to level ${to}`;
      const branch = `${PROPOSALS}switchback-${component.id}-${to}`;
      const delivery = await deliver({ title, does, change, files, branch }, request, ports);
      if (delivery.outcome === "answered") return delivery.answer;
      return switchedBackReply(
        { ...delivery, component, files: files.map(({ path }) => path) },
        { commit: delivery.commit, repositoryUrl },
      );
    }
  }
};

const TYPES: readonly SwitchbackRecord["type"][] = ["discovery", "review", "embedded"];

/** What the words and options ask for, or everything that is wrong with them. */
function wantedIn({ words, options }: ParsedCommand, actor: string): Fact<WantedSwitchback> {
  const [component] = words;
  const to = levelIn(options.get("to"));
  const type = TYPES.find((each) => each === options.get("type"));
  const reason = options.get("reason")?.trim() ?? "";
  const change = CHANGE_KINDS.find((each) => each === options.get("change"));
  const problems = [
    ...(component === undefined ? ["name a component"] : []),
    ...(to === undefined ? [`\`--to\` asks for a level from 0 to 8${got(options.get("to"))}`] : []),
    ...(type === undefined
      ? [`\`--type\` asks for ${TYPES.join(", ")}${got(options.get("type"))}`]
      : []),
    ...(reason === "" ? ["`--reason` asks for a text in quotes"] : []),
    ...(options.has("change") && change === undefined
      ? [`\`--change\` asks for one of ${CHANGE_KINDS.join(", ")}${got(options.get("change"))}`]
      : []),
  ];
  if (problems.length > 0 || component === undefined || to === undefined || type === undefined) {
    return unavailable("invalid", problems.join("; "));
  }
  const by = options.get("by") ?? actor;
  return known({
    component,
    to,
    type,
    reason,
    reviewers: by.split(",").flatMap((login) => login.trim() || []),
    ...(change !== undefined && { change: change satisfies ChangeKind }),
  });
}

function got(written: string | undefined): string {
  return written === undefined ? "" : `, got ${written}`;
}
