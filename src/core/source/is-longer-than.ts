/** Whether a text has more bytes in UTF-8. They are only counted where its length does not tell. */
export function isLongerThan(text: string, bytes: number): boolean {
  return (
    text.length > bytes ||
    (text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes)
  );
}
