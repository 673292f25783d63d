import { APP_ID, type World } from "./gated-world.ts";

/** A second account that has the App too. */
export const NEIGHBOUR = "neighbour";

/** The App's installation on it. */
export const ITS_INSTALLATION = 778;

/** Has the neighbour come and install the App. */
export async function welcomeNeighbour({ github }: World): Promise<void> {
  const sender = "platform-admin";
  await github.seed({ organizations: [{ login: NEIGHBOUR, members: { [sender]: "admin" } }] });
  await github.install({ app: APP_ID, sender, id: ITS_INSTALLATION, account: NEIGHBOUR });
}
