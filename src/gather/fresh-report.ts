/** A report of one component with its bytes, fresh and bound to the content that is judged. */
export interface FreshReport {
  readonly path: string;
  readonly bytes: Uint8Array;
}
