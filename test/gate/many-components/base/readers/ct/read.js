export const read = (bytes) => bytes.slice();
