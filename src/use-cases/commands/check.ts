import { noteReply } from "../../report/reply.ts";
import { statusReply } from "../../report/reply-status.ts";
import { rulesById } from "../engine.ts";
import { gate } from "../gate.ts";
import type { CarryOut } from "./command.ts";

/** Judges a pull request again and writes its checks anew, though nothing changed. */
export const checkCommand: CarryOut = async (_command, { repository, number }, ports, engine) => {
  const request = { repository, pullRequest: number, rewrite: { headSha: "" } };
  const { change, decision } = await gate(request, ports, engine);
  return decision === undefined
    ? noteReply(`No check of mltrl-gate guards ${change.baseRef}.`)
    : statusReply(decision, rulesById(engine, decision.provenance.ladder));
};
