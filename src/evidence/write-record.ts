import { dump } from "js-yaml";

/** Records that `mltrl new` writes, each with the folder it stands in. */
export const RECORDS = {
  decision: "decisions",
  review: "reviews",
  switchback: "switchbacks",
  hotfix: "hotfixes",
} as const;
export type RecordName = keyof typeof RECORDS;

/** What a record says, by its keys in the file, in their order there. */
export type RecordContent = Readonly<Record<string, unknown>> & {
  readonly component: string;
  readonly date: string;
};

/** A record as its file: the name follows from what it says. */
export function writeRecord(
  record: RecordName,
  content: RecordContent,
): { readonly path: string; readonly text: string } {
  const { component, date } = content;
  const said = Object.fromEntries(
    Object.entries({ version: 1, ...content }).filter(([, value]) => value !== undefined),
  );
  return {
    path: `.mltrl/${RECORDS[record]}/${component}/${date}${endingOf(record, content)}.yml`,
    text: dump(said, { lineWidth: -1, noRefs: true }),
  };
}

function endingOf(record: RecordName, content: RecordContent): string {
  if (record === "hotfix") return "";
  return record === "decision"
    ? `-${String(content["level"])}`
    : `-${String(content["from"])}-to-${String(content["to"])}`;
}
