/** Who there is: roles instead of names, each with a token of the same name. */
export const PEOPLE = [
  "ml-engineer",
  "second-engineer",
  "researcher",
  "research-lead",
  "product-manager",
  "platform-admin",
  "outsider",
] as const;
export type Person = (typeof PEOPLE)[number];

export const OWNER = "acme";
export const APP_ID = 4242;
export const INSTALLATION = 777;
