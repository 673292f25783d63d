import type { ComponentDecision } from "../core/model/decision.ts";
import type { Seat } from "../core/model/finding.ts";
import { paragraph, type Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { nobodyCan } from "./seats.ts";
import { stepText } from "./step-name.ts";

/** People named for one seat; a team may have hundreds. */
const MOST_PEOPLE = 8;

/** As much of a component as its step needs. */
export type Stepping = Pick<
  ComponentDecision,
  "id" | "aside" | "level" | "target" | "movement" | "digest"
>;

/** A graduation that waits for its panel: the seats, what an approval signs, and who may not. */
export function seatSections(component: Stepping, seats: readonly Seat[]): Section[] {
  const title = `${code(component.id)} ${stepText(component)}`.trim();
  return [
    {
      name: `Seats for ${title}`,
      open: `### Panel for ${title}\n\n| Seat | Held by | Who can take it |\n| :-- | :-- | :-- |`,
      items: seats.map(
        (seat) => `| ${code(seat.role)} | ${holderCell(seat)} | ${candidatesCell(seat)} |`,
      ),
      close: "",
    },
    paragraph(`Signing ${title}`, signing(component, seats)),
  ];
}

function holderCell(seat: Seat): string {
  return [holderText(seat), ...lapsedLines(seat)].join("<br>");
}

function holderText({ holder, vouched }: Seat): string {
  if (holder === undefined) return "**open**";
  return vouched === undefined
    ? code(holder)
    : `${prose(holder)}, on paper (${code(vouched.document)}), vouched for by ${code(vouched.by)}`;
}

function lapsedLines({ lapsed }: Seat): string[] {
  return lapsed.map(({ login, because }) => `lapsed: ${code(login)} ${prose(because)}`);
}

function candidatesCell({ role, holder, candidates, asked = [] }: Seat): string {
  if (holder !== undefined) return "";
  if (candidates.length === 0) return prose(nobodyCan(role));
  const rest = candidates.length - MOST_PEOPLE;
  // Whoever was asked comes first, so that a large team does not hide them.
  const people = candidates
    .toSorted((a, b) => Number(asked.includes(b)) - Number(asked.includes(a)))
    .slice(0, MOST_PEOPLE)
    .map((login) => (asked.includes(login) ? `${code(login)} (asked)` : code(login)));
  return people.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** The same seat as one line of a list. */
export function seatLine(seat: Seat): string {
  const candidates = candidatesCell(seat);
  const who = holderText(seat) + (candidates === "" ? "" : ` (${candidates})`);
  return [`${code(seat.role)}: ${who}`, ...lapsedLines(seat)].join("<br>");
}

const POLICY_SIGNING = [
  "- **Approving signs** the policy as this pull request leaves it: its configuration, profiles and checklists, or its waivers. It stays signed through rebases and other changes of the pull request.",
  "- **Author:** leave these files as they are while it is reviewed: a change drops the approvals that saw the old ones.",
  "- **Who cannot sign:** the author, bots, and whoever has commits here or asked for a waiver.",
].join("\n");

function signing(component: Stepping, seats: readonly Seat[]): string {
  const { digest, level, aside = false } = component;
  if (aside) return POLICY_SIGNING;
  const content =
    digest === undefined ? "its content as it stands" : `content ${code(shortDigest(digest))}`;
  const others =
    level >= 6
      ? ", asked for the step or wrote content since the last graduation"
      : " or asked for the step";
  const explicit = seats.find((seat) => seat.explicit);
  const signs = `${code(component.id)}, ${stepText(component)}, ${content}`;
  return [
    explicit === undefined
      ? `- **Approving signs** ${signs}. It stays signed through rebases and squash merges.`
      : `- **To sign** ${signs}: approve with a review that says on a line of its own ${code(`/mltrl sign ${component.id} as ${explicit.role}`)}, with your role. An edited text signs nothing. It stays signed through rebases and squash merges.`,
    "- **Author:** leave the content as it is while the panel reviews: a change drops the approvals that saw the old one.",
    `- **Who cannot sign:** the author, bots, and whoever has commits here${others}.`,
  ].join("\n");
}

/** Enough of a digest to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}
