// A registry that lags behind for other platforms makes `npm install` write a lock without some
// optional packages, which `npm ci` then refuses. Found here, straight after the install.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const nameOf = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const locked = new Set(Object.keys(packages).map(nameOf));
const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !locked.has(name))
    .map(([name, range]) => `  ${path || "the root"} wants ${name}@${range}`),
);
if (missing.length > 0) {
  console.error(
    `package-lock.json lacks optional packages, so npm ci would fail:\n${missing.join("\n")}`,
  );
  process.exit(1);
}
