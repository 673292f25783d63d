export const read = (scan) => scan;
