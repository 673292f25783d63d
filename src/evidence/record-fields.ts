import * as z from "zod";

/** Text that says something. */
export const sentence = z
  .string()
  .regex(/\S/, "expected text that says something")
  .max(4000, "expected at most 4000 characters");

/** A level of MLTRL. */
export const level = z
  .literal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "expected a level, a whole number from 0 to 9")
  .meta({ description: "A level of MLTRL, 0 to 9" });

export const component = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    "expected a component's id: small letters, digits and hyphens, at most 64",
  )
  .meta({ description: "The component's id, as in .mltrl/config.yml" });

export const date = z.iso
  .date("expected a date that exists, such as `2026-01-31`")
  .meta({ description: "ISO 8601 date" });

/** A GitHub login; those of managed users carry an underscore. */
export const login = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/,
    "expected a GitHub login, without `@`, in quotes if it is a number",
  );

/** Records are kept for ever, so that they may say which form they have. */
export const recordVersion = z.literal(1).optional().meta({ description: "The form of this file" });
