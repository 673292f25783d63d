/** Rows of a table of features: an image's name and its numbers. A broken row is an error with its line. */
export function readFeatures(text) {
  const [head, ...rows] = text.trim().split("\n");
  const columns = head.split(",").length;
  return rows.map((row, index) => {
    const [image, ...numbers] = row.split(",");
    const features = numbers.map(Number);
    if (numbers.length !== columns - 1 || features.some(Number.isNaN)) {
      throw new SyntaxError(`line ${index + 2}: expected ${columns - 1} numbers after the name`);
    }
    return { image, features };
  });
}
