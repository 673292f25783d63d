import type { OutsideSignOff } from "../core/model/approval.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { OutsideSigner } from "../core/model/records.ts";
import { bytesDigest } from "../core/source/digest.ts";
import { parseReviewRecord } from "../evidence/records.ts";
import type { GatherContext } from "./context.ts";
import { pathsIn } from "./paths-in.ts";
import { type View, viewAt } from "./view.ts";

/**
 * Sign-offs on paper that the record of the step lists. Records are not part of what an approval signs,
 * so it is looked up which approvals were given on a head that held the same entry and document.
 */
export async function gatherOutside(
  { component, step, view, repository }: GatherContext,
  commits: readonly string[],
): Promise<Fact<readonly OutsideSignOff[]>> {
  const ending = `-${step.from}-to-${step.to}.yml`;
  const path = pathsIn(view.records, `.mltrl/reviews/${component.id}`).findLast((each) =>
    each.endsWith(ending),
  );
  const signers = path === undefined ? [] : await signersIn(view, path);
  if (path === undefined || signers.length === 0) return known([]);
  const reviewed: (readonly [commit: string, view: View])[] = [];
  for (const commit of new Set(commits)) {
    const then = await viewAt(repository, commit);
    if (then.state === "unavailable") return then;
    reviewed.push([commit, then.value]);
  }
  return known(
    await Promise.all(
      signers.map(async (signer): Promise<OutsideSignOff> => {
        const fault = await faultOf(signer, view);
        const seen = await Promise.all(
          reviewed.map(async ([commit, then]) =>
            (await wasThere(signer, path, view, then)) ? [commit] : [],
          ),
        );
        const { name, role, document } = signer;
        return {
          name,
          role,
          document,
          ...(fault !== undefined && { fault }),
          seenAt: seen.flat(),
        };
      }),
    ),
  );
}

async function signersIn(view: View, path: string): Promise<readonly OutsideSigner[]> {
  const record = await view.parsed(path, parseReviewRecord);
  return record.state === "known" ? (record.value.outside ?? []) : [];
}

async function faultOf(
  { document, digest }: OutsideSigner,
  view: View,
): Promise<string | undefined> {
  const bytes = await view.bytes(document);
  if (bytes.state === "unavailable") return bytes.reason;
  const seen = bytesDigest(bytes.value);
  return seen === digest ? undefined : `${document} is ${seen}, not ${digest} as the record says`;
}

async function wasThere(
  signer: OutsideSigner,
  path: string,
  now: View,
  then: View,
): Promise<boolean> {
  const { document } = signer;
  if (now.records.get(document)?.id !== then.records.get(document)?.id) return false;
  if (!then.records.has(path)) return false;
  return (await signersIn(then, path)).some(
    (each) => JSON.stringify(each) === JSON.stringify(signer),
  );
}
