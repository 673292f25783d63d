/** A place in a file of the repository. Lines and columns start at 1; columns count UTF-16 units. */
export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  /** Where the file was read at another commit than the one that is judged. */
  readonly commit?: string;
  /** The run that delivered it, where it stands at no commit. */
  readonly run?: string;
}

/** The place as compilers write it: `path:line:column`, as far as it is known. */
export function placeText({ path, line, column }: Place): string {
  return [path, line, column].filter((part) => part !== undefined).join(":");
}
