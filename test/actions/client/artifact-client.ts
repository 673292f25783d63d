import { DefaultArtifactClient } from "@actions/artifact";

// Runs the real client in a process of its own: it takes all it knows from the environment.
// `node artifact-client.ts '{"upload": {"name": "n", "files": ["/w/a.txt"], "root": "/w"}}'` prints what came of it as JSON.

type Wish =
  | {
      readonly upload: {
        readonly name: string;
        readonly files: readonly string[];
        readonly root: string;
        readonly retentionDays?: number;
        readonly compressionLevel?: number;
        readonly overwrite?: boolean;
      };
    }
  | { readonly download: { readonly name: string; readonly path: string } }
  | { readonly list: { readonly latest: boolean } };

async function carryOut(wish: Wish): Promise<unknown> {
  const client = new DefaultArtifactClient();
  if ("upload" in wish) {
    const { name, files, root, overwrite, ...options } = wish.upload;
    if (overwrite === true) await client.deleteArtifact(name).catch(() => undefined);
    return client.uploadArtifact(name, [...files], root, options);
  }
  if ("list" in wish) return client.listArtifacts(wish.list);
  const { name, path } = wish.download;
  const { artifact } = await client.getArtifact(name);
  return client.downloadArtifact(artifact.id, { path });
}

const [wish = "{}"] = process.argv.slice(2);
try {
  const result = await carryOut(JSON.parse(wish) as Wish);
  process.stderr.write(`${JSON.stringify({ result })}\n`);
} catch (error) {
  process.stderr.write(`${JSON.stringify({ error: String(error) })}\n`);
}
