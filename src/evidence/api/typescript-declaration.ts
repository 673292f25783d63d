/** Comments and texts of TypeScript, of which none holds a declaration. */
const UNREAD =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|`[^`\\]*(?:\\[\s\S][^`\\]*)*`?/g;
const DECLARATION =
  /(?:^|[;{}\n])[ \t]*export[ \t]+(?:default[ \t]+)?(?:declare[ \t]+)?(?:abstract[ \t]+)?(?:function|class|interface|type|const|let|var|enum|namespace|module)[ \t]+[A-Za-z_$]/g;
/** Names declared above that are exported by themselves or together; what another file declares is not specified here. */
const NAME =
  /(?:^|[;{}\n])[ \t]*export(?:[ \t]+default[ \t]+|[ \t]*=[ \t]*)[A-Za-z_$][\w$.]*[ \t]*(?:;|\n|$)/g;
const NAMES = /(?:^|[;}\n])[ \t]*export[ \t]+(?:type[ \t]+)?\{([^{}]*)\}(?![ \t]*from\b)/g;

/** Counts what a file of declarations exports. */
export function exportedDeclarations(text: string): number {
  const code = text.replaceAll(UNREAD, (found) => (found.startsWith("/") ? " " : '""'));
  const together = [...code.matchAll(NAMES)].flatMap(([, names = ""]) =>
    names.split(",").filter((name) => /\w/.test(name)),
  );
  return count(code, DECLARATION) + count(code, NAME) + together.length;
}

function count(code: string, pattern: RegExp): number {
  return [...code.matchAll(pattern)].length;
}
