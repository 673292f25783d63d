export const scale = (value) => value * 10;
