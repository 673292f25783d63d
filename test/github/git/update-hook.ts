import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The `update` hook of every repository. The server decides before the push which refs are refused and
 * which may only move forward; the hook, which sees the pushed commits, says so in GitHub's words.
 */
const script = `#!/bin/sh
ref=$1 old=$2 new=$3
refuse() {
  echo "error: GH013: Repository rule violations found for $ref." >&2
  echo "" >&2
  echo "- $1" >&2
  exit 1
}
why=$(printf '%s\\n' "$STAND_IN_REFUSED" | while IFS='	' read -r name text; do
  if [ "$name" = "$ref" ]; then printf '%s' "$text"; fi
done)
if [ -n "$why" ]; then refuse "$why"; fi
case "$new$old" in *0000000000000000000000000000000000000000*) exit 0 ;; esac
if printf '%s\\n' "$STAND_IN_FORWARD" | grep -Fxq "$ref"; then
  git merge-base --is-ancestor "$old" "$new" || refuse "Cannot force-push to this branch"
fi
exit 0
`;

/** Puts the hook into a bare repository. */
export function installUpdateHook(directory: string): void {
  const path = join(directory, "hooks/update");
  if (existsSync(path)) return;
  mkdirSync(join(directory, "hooks"), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}
