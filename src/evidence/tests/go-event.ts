import * as z from "zod";

/** An event of `go test -json`, as cmd/test2json documents it. */
const eventSchema = z.looseObject({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
  /** Of a `fail`: the package that was not built (Go 1.24). */
  FailedBuild: z.string().optional(),
  /** Of `build-output` and `build-fail` (Go 1.24): `example.com/a [example.com/a.test]`. */
  ImportPath: z.string().optional(),
  /** Of an `attr` (Go 1.25), as `t.Attr` writes it. */
  Key: z.string().optional(),
  Value: z.string().optional(),
});

export type GoEvent = z.output<typeof eventSchema>;

/** The event that a line holds; undefined where it holds none. */
export function goEvent(line: string): GoEvent | undefined {
  try {
    const read = eventSchema.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // no JSON
  }
}
