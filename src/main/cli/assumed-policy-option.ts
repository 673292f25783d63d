import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { OrganizationFile } from "../../core/model/organization.ts";
import { WAIVERS_PATH } from "../../core/model/waiver.ts";
import {
  CHECKLISTS_FOLDER,
  isPolicyFile,
  ORGANIZATION_PATH,
  PROFILES_FOLDER,
} from "../../gather/policy-files.ts";
import { CONFIG_PATH } from "../../gather/policy.ts";
import type { AssumedPolicy } from "../../use-cases/assumed-policy.ts";
import type { Option, OptionValues } from "./command.ts";
import { readNamedFile } from "./read-named-file.ts";

/** The option of a command that judges by another policy. */
export const POLICY_OPTION = {
  policy: {
    type: "string",
    value: "PATH",
    description: "If this were the policy on every branch: a .mltrl folder, or a config.yml alone",
  },
} as const satisfies Record<string, Option>;

/** A policy that was read, with the organisation's that lay beside it. */
interface GivenPolicy {
  readonly policy?: AssumedPolicy;
  readonly organization?: OrganizationFile;
}

/** What the option names: a file stands in for `config.yml`, a folder for all files of a policy. */
export async function assumedPolicy(
  { policy: name }: OptionValues,
  folder: string,
): Promise<Fact<GivenPolicy>> {
  if (typeof name !== "string") return known({});
  if (await isFolder(resolve(folder, name))) return readFolder(name, folder);
  const files = await readAll([{ path: CONFIG_PATH, from: name }], folder);
  return mapFact(files, (read) => ({
    policy: { name, files: read, replaces: (path) => path === CONFIG_PATH },
  }));
}

/** A `.mltrl` folder, or one that holds it. Waivers that it does not have stay those of the repository. */
async function readFolder(name: string, folder: string): Promise<Fact<GivenPolicy>> {
  const inside = (await isFolder(resolve(folder, name, ".mltrl"))) ? ".mltrl" : ".";
  const from = (path: string): string => join(name, inside, path.slice(".mltrl/".length));
  const below = await Promise.all(
    [CHECKLISTS_FOLDER, PROFILES_FOLDER].map(async (each) =>
      (await namesIn(resolve(folder, from(each))))
        .filter((file) => file.endsWith(".yml"))
        .map((file) => `${each}/${file}`),
    ),
  );
  const beside = await namesIn(resolve(folder, name, inside));
  const optional = [WAIVERS_PATH, ORGANIZATION_PATH].filter((each) =>
    beside.includes(basename(each)),
  );
  const paths = [CONFIG_PATH, ...below.flat(), ...optional];
  const files = await readAll(
    paths.map((path) => ({ path, from: from(path) })),
    folder,
  );
  return mapFact(files, (read): GivenPolicy => {
    const own = read.filter(({ path }) => path !== ORGANIZATION_PATH);
    const above = read.find(({ path }) => path === ORGANIZATION_PATH);
    const brought = new Set(own.map(({ path }) => path));
    return {
      policy: {
        name,
        files: own,
        replaces: (path) => brought.has(path) || (isPolicyFile(path) && path !== ORGANIZATION_PATH),
      },
      ...(above && { organization: { path: above.from, text: above.text } }),
    };
  });
}

async function readAll(
  wanted: readonly { readonly path: string; readonly from: string }[],
  folder: string,
): Promise<Fact<AssumedPolicy["files"]>> {
  const files: AssumedPolicy["files"][number][] = [];
  for (const each of wanted) {
    const text = await readNamedFile(each.from, folder);
    if (text.state === "unavailable") {
      return unavailable("missing", `the policy cannot be read: ${text.reason}`);
    }
    files.push({ ...each, text: text.value });
  }
  return known(files);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function namesIn(path: string): Promise<readonly string[]> {
  return (await isFolder(path)) ? (await readdir(path)).toSorted() : [];
}
