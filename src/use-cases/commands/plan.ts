import { COMMANDS } from "../../commands/command-table.ts";
import { climbReply } from "../../report/climb.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import { rulesById } from "../engine.ts";
import { planClimb } from "../plan-climb.ts";
import { standingOf } from "../standing-of.ts";
import type { CarryOut } from "./command.ts";
import { levelIn } from "./level-in.ts";

/** Lists what a component lacks for its next level, or up to another one. */
export const planCommand: CarryOut = async ({ words, options }, _request, ports, engine) => {
  const written = options.get("to");
  const to = levelIn(written);
  if (written !== undefined && to === undefined) {
    return usageReply(COMMANDS.plan, `\`--to\` asks for a level from 1 to 9, got ${written}`);
  }
  const [wanted = await changed()] = words;
  if (typeof wanted !== "string") return wanted;
  const climb = await planClimb(wanted, to, ports, engine);
  return climb.state === "known"
    ? climbReply(climb.value, rulesById(engine, climb.value.ladder))
    : noteReply("No plan.", [climb.reason]);

  async function changed() {
    const standing = await standingOf(undefined, ports, engine);
    return standing.state === "known"
      ? standing.value.id
      : noteReply("No plan.", [standing.reason]);
  }
};
