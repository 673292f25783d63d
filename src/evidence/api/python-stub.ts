/** Comments and texts of Python, of which none holds a definition. */
const UNREAD =
  /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;
const DEFINITION = /^[ \t]*(?:async[ \t]+)?def[ \t]+\w+[ \t]*(?:\[[^\]\n]*\][ \t]*)?\(/gm;
const NEXT_DEFINITION = /^\n[ \t]*(?:async[ \t]+)?def[ \t]/;
const RESULT = /^[ \t\\\n]*->[ \t]*\S/;
/** Enough for what may stand before `def` and `->`. */
const NEAR = 200;

/** Counts the functions of a stub that say of what type a parameter or their result is. */
export function typedFunctions(text: string): number {
  const code = text.replaceAll(UNREAD, (found) => (found.startsWith("#") ? "" : '""'));
  let count = 0;
  for (const definition of code.matchAll(DEFINITION)) {
    if (isTyped(code, definition.index + definition[0].length)) count += 1;
  }
  return count;
}

/** Goes through the parameters from behind the bracket that opens them, to the type of the result. */
function isTyped(code: string, start: number): boolean {
  let depth = 1;
  let typed = false;
  let offset = start;
  for (; offset < code.length && depth > 0; offset += 1) {
    const sign = code.charAt(offset);
    if ("([{".includes(sign)) depth += 1;
    else if (")]}".includes(sign)) depth -= 1;
    else if (sign === ":" && depth === 1) typed = true;
    // Here another definition begins: this one was never closed.
    else if (sign === "\n" && NEXT_DEFINITION.test(code.slice(offset, offset + NEAR))) return false;
  }
  return depth === 0 && (typed || RESULT.test(code.slice(offset, offset + NEAR)));
}
