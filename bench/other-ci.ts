import { generateAppKey } from "../test/github/start-github.ts";
import { OWNER, type World } from "../test/support/gated-world.ts";

const CI_INSTALLATION = 888;

/** Check runs of another App for one commit. */
export const FOREIGN_RUNS = 10;

/** Another App that reports checks, as CI does. */
export async function installCi({ github }: World): Promise<void> {
  await github.seed({
    apps: [
      {
        id: 999,
        slug: "some-ci",
        owner: OWNER,
        privateKey: generateAppKey(),
        permissions: { checks: "write", metadata: "read" },
        installations: [{ id: CI_INSTALLATION, account: OWNER, repositories: "all" }],
      },
    ],
  });
}

/** Ten check runs, each created, started and completed. */
export async function runForeignChecks(
  { github }: World,
  repository: string,
  sha: string,
): Promise<void> {
  const token = await github.installationToken({ installation: CI_INSTALLATION });
  const send = async (method: string, path: string, body: object): Promise<{ id: number }> => {
    const response = await fetch(`${github.url}/repos/${OWNER}/${repository}/check-runs${path}`, {
      method,
      headers: { authorization: `token ${token}` },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { id: number };
  };
  for (let i = 0; i < FOREIGN_RUNS; i += 1) {
    const { id } = await send("POST", "", { name: `test ${i}`, head_sha: sha, status: "queued" });
    await send("PATCH", `/${id}`, { status: "in_progress" });
    await send("PATCH", `/${id}`, { status: "completed", conclusion: "success" });
  }
}
