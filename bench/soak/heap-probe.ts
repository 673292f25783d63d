import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// Loaded into the App's process before the App: on a signal it clears up, and says what is still held.
setFlagsFromString("--expose-gc");
const clearUp = runInNewContext("gc") as () => void;

process.on("SIGUSR2", () => {
  clearUp();
  process.stdout.write(`${JSON.stringify({ heap: process.memoryUsage().heapUsed })}\n`);
});
