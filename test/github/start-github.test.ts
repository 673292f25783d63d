import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { startGitHub } from "./start-github.ts";

test("it ends with whoever started it", async () => {
  const main = new URL("main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { url, pid } = JSON.parse(line.toString()) as { url: string; pid: number };
  expect(pid).toBe(child.pid);
  expect((await fetch(`${url}/rate_limit`, { headers: { "user-agent": "t" } })).status).toBe(200);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a control command that fails says why", async () => {
  const github = await startGitHub();
  await expect(github.redeliver({ guid: "none" })).rejects.toThrow("There is no delivery none");
  await github.close();
});
