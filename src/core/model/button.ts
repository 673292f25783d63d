/**
 * What a check run offers to press, each with the command that it stands for. GitHub shows at most three,
 * and takes 20 characters of a label, 40 of a description and 20 of an identifier.
 */
export const BUTTONS = {
  check: {
    label: "Re-check",
    description: "Judge what stands here now",
    command: "/mltrl check",
  },
  "request-reviews": {
    label: "Request panel",
    description: "Ask for reviews for the open seats",
    command: "/mltrl request-reviews",
  },
  explain: {
    label: "Explain",
    description: "Say what the rules in the way ask for",
    command: "/mltrl explain",
  },
} as const;

export type ButtonName = keyof typeof BUTTONS;

/** Whether somebody may have pressed this: identifiers come from outside. */
export function isButton(identifier: string): identifier is ButtonName {
  return Object.hasOwn(BUTTONS, identifier);
}
