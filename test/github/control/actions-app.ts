import { generateKeyPairSync } from "node:crypto";
import { actionsAppId as id } from "../state/actions.ts";
import type { Account, Installation } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { addApp, addInstallation } from "./seed.ts";

/** GitHub's own App for workflows: it is there without anybody having registered or installed it. */
export function actionsInstallation(world: World, account: Account): Installation {
  const app = world.apps.get(id) ?? addActionsApp(world);
  const known = [...app.installations.values()].find((one) => one.account === account);
  return known ?? addInstallation(world, app, { id: world.nextId(), account: account.login });
}

function addActionsApp(world: World) {
  const { privateKey } = generateKeyPairSync("ed25519"); // GitHub alone has the real one
  return addApp(world, {
    id,
    slug: "github-actions",
    name: "GitHub Actions",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    permissions: {},
  });
}
