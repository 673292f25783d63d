import type { ApiForm, ApiSpecification } from "../../core/model/api-specification.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { invalidFile } from "../read-yaml.ts";
import { openApiOperations } from "./open-api.ts";
import { procedures } from "./protobuf.ts";
import { typedFunctions } from "./python-stub.ts";
import { MAX_API_BYTES, type ReadApi } from "./read-api.ts";
import { exportedDeclarations } from "./typescript-declaration.ts";

interface Form {
  readonly form: ApiForm;
  readonly ending: RegExp;
  /** What has to be there at least, to follow the word "expected". */
  readonly least: string;
  readonly read: (text: string, path: string) => ReadApi;
}

const FORMS: readonly Form[] = [
  {
    form: "openapi",
    ending: /\.(?:ya?ml|json)$/i,
    least: "a path with an operation that has a response",
    read: openApiOperations,
  },
  {
    form: "protobuf",
    ending: /\.proto$/i,
    least: "a service with an rpc",
    read: (text) => ({ ok: true, operations: procedures(text) }),
  },
  {
    form: "python-stub",
    ending: /\.pyi$/i,
    least: "a function with types",
    read: (text) => ({ ok: true, operations: typedFunctions(text) }),
  },
  {
    form: "typescript-declaration",
    ending: /\.d\.[cm]?ts$/i,
    least: "an exported declaration",
    read: (text) => ({ ok: true, operations: exportedDeclarations(text) }),
  },
];

/** Reads the specification of an interface: its form by the file's ending, and how much it specifies. */
export function parseApiSpecification(text: string, path: string): Fact<ApiSpecification> {
  const found = FORMS.find(({ ending }) => ending.test(path));
  const fault = (message: string): Fact<never> => unavailable("invalid", message, { path });
  if (found === undefined) {
    return fault(
      `${path} is in no form that tools can check; expected OpenAPI 3 (.yml, .yaml, .json), protobuf (.proto), a typed stub (.pyi) or declarations (.d.ts)`,
    );
  }
  if (new TextEncoder().encode(text).length > MAX_API_BYTES) {
    return fault(`expected at most ${MAX_API_BYTES} bytes; ${path} is longer: split it up`);
  }
  const read = found.read(text, path);
  if (!read.ok) return invalidFile(read.problems);
  const { operations, version } = read;
  return operations === 0
    ? fault(`expected ${found.least} in ${path}; there is none`)
    : known({
        path,
        form: found.form,
        operations,
        ...(version !== undefined && { version }),
      });
}
