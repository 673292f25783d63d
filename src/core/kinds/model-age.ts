import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";

/** No model is older than the component itself declares that one may be. */
export const modelAge = defineKind({
  kind: "model-age",
  needs: ["card", "documents", "step", "now"],
  params: z.strictObject({
    document: z
      .string()
      .default("operations")
      .meta({ description: "The kind of document that declares how old a model may be" }),
    heading: z
      .string()
      .default("maximum-model-age")
      .meta({ description: "The key or heading below which the number of days stands" }),
  }),
  judge({ card, documents, step, now }, { document, heading }) {
    const fact = documents.get(document);
    const expected = `.mltrl/documents/${step.component}/${document}.yml`;
    if (fact === undefined) {
      return unavailable(
        "missing",
        `there is no document "${document}"; expected ${expected} with \`${heading}\``,
        { path: card.path },
      );
    }
    if (fact.state === "unavailable") return fact;
    const { path, sections } = fact.value;
    const section = sections.find((each) => keyOf(each.heading) === keyOf(heading));
    const days = /^(\d{1,5})(?: days)?\.?$/.exec(section?.text.trim() ?? "")?.[1];
    if (section === undefined || days === undefined) {
      return unavailable(
        section === undefined ? "missing" : "invalid",
        `${path} does not declare \`${heading}\` as a number of days, such as \`${heading}: 180\``,
        section?.place ?? { path },
      );
    }
    if (card.models.length === 0) {
      return unavailable("missing", "the card declares no model", { path: card.path });
    }
    const undated = card.models.filter(({ trained }) => trained === undefined);
    if (undated.length > 0) {
      return unavailable(
        "missing",
        `the card does not say when ${undated.map(({ name }) => name).join(", ")} was \`trained\``,
        ...undated.map(({ place }) => place),
      );
    }
    const ahead = card.models.filter(({ trained = "" }) => daysAfter(trained, 0) > now);
    if (ahead.length > 0) {
      return unavailable(
        "invalid",
        `the card says that ${ahead.map(({ name }) => name).join(", ")} was trained on a day that is still to come`,
        ...ahead.map(({ place }) => place),
      );
    }
    const dated = card.models.map(({ name, trained = "", place }) => ({
      name,
      trained,
      place,
      until: daysAfter(trained, Number(days) + 1),
    }));
    const old = dated.filter(({ until }) => until <= now);
    const [first] = dated.map(({ until }) => until).toSorted();
    return old.length > 0
      ? fail(
          `older than the ${days} days that ${path} declares: ${old.map(({ name, trained }) => `${name} (${trained})`).join(", ")}`,
          ...old.map(({ trained, place }) => ({ ...place, seen: `trained: ${trained}` })),
        )
      : {
          ...pass(
            `no model is older than ${days} days`,
            ...dated.map(({ trained, place }) => ({ ...place, seen: `trained: ${trained}` })),
          ),
          ...(first !== undefined && { validUntil: first }),
        };
  },
});

/** "Maximum model age" and `maximum-model-age` are one. */
function keyOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
}
