/** Forms in which an interface can be specified so that tools can check it. */
export const API_FORMS = ["openapi", "protobuf", "python-stub", "typescript-declaration"] as const;
export type ApiForm = (typeof API_FORMS)[number];

/** The machine-readable specification of a component's interface. */
export interface ApiSpecification {
  readonly path: string;
  readonly form: ApiForm;
  /** The version that the specification gives itself; only OpenAPI has one. */
  readonly version?: string;
  /** Operations with a response, remote procedures, typed functions or exported declarations. */
  readonly operations: number;
}
