export function halve(value) {
  return value / 2;
}

export class Never {
  called() {
    return 0;
  }
}
