/** A value that is refused as it may be shown: what stands before an `@` is often a password, and not everywhere written as it should be. */
export function shownValue(value: string): string {
  return JSON.stringify(value.replace(/^([a-z][\w+.-]*:\/\/)?.*@/is, "$1…@"));
}
