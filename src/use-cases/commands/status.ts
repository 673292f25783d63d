import { noteReply } from "../../report/reply.ts";
import { statusReply } from "../../report/reply-status.ts";
import { rulesById } from "../engine.ts";
import { judge } from "../judge.ts";
import type { CarryOut } from "./command.ts";

/** Says where a pull request stands, and writes no check. */
export const statusCommand: CarryOut = async (_command, _request, ports, engine) => {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return noteReply("Not known right now.", [verdict.reason]);
  const { change, decision } = verdict.value;
  return decision === undefined
    ? noteReply(`No check of mltrl-gate guards ${change.baseRef}.`)
    : statusReply(decision, rulesById(engine, decision.provenance.ladder));
};
