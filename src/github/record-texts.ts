import type { EntryTree, SideAnswer } from "./object-answers.ts";
import { textOf } from "./blob-text.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import { flattened } from "./tree-entries.ts";

/** Up to so many bytes under `.mltrl` its texts come along with the first request. */
const INLINE_LIMIT = 512 * 1024;

/** How large `.mltrl` was when last seen, in bytes, by repository id. */
export type RecordSizes = Map<number, number>;

/** Whether the texts under `.mltrl` are to come along, of so many commits. */
export function inlineTexts(sizes: RecordSizes, repository: number, commits = 1): boolean {
  return (sizes.get(repository) ?? 0) * commits <= INLINE_LIMIT;
}

/** Remembers how large `.mltrl` is on a side. */
export function rememberSize(
  sizes: RecordSizes,
  repository: number,
  { records }: SideAnswer,
): void {
  const entries = flattened(records?.object?.entries ?? [], "");
  sizes.set(
    repository,
    entries.reduce((sum, { size = 0 }) => sum + size, 0),
  );
}

/** Keeps the texts that came along with a side. */
export function keepTexts(
  side: SideAnswer,
  {
    cache,
    repository,
  }: { readonly cache: ObjectCache; readonly repository: { readonly id: number } },
): void {
  const keep = (tree: EntryTree | null | undefined): void => {
    for (const { object } of tree?.entries ?? []) {
      if (object?.entries) keep(object);
      else if (object?.oid !== undefined) keepBlob(object as Parameters<typeof textOf>[0]);
    }
  };
  const keepBlob = (blob: Parameters<typeof textOf>[0]): void => {
    const bytes = textOf(blob);
    if (bytes) cache.keepBlob(repository.id, blob.oid, bytes);
  };
  if (side.config?.object?.oid !== undefined) keepBlob(side.config.object);
  keep(side.texts?.object);
}
