import { styleText } from "node:util";

/** Tells a story in the terminal: numbered steps, what happened, and what GitHub shows. */
export interface Story {
  readonly step: (title: string) => void;
  readonly say: (text: string) => void;
  /** Shows a check run as it would stand on the pull request. */
  readonly check: (run: {
    readonly conclusion: string | null;
    readonly output: ShownOutput;
  }) => void;
  /** Something that was expected to happen did; otherwise the story ends badly. */
  readonly expect: (holds: boolean, what: string) => void;
}

interface ShownOutput {
  readonly title: string;
  readonly summary: string;
}

const COLOURS = {
  success: "green",
  failure: "red",
  neutral: "gray",
  action_required: "yellow",
} as const;

export function tellStory(write: (text: string) => void): Story {
  let steps = 0;
  const line = (text = ""): void => write(`${text}\n`);
  return {
    step(title) {
      steps += 1;
      line();
      line(styleText("bold", `${steps}. ${title}`));
    },
    say: (text) => line(`   ${text}`),
    check({ conclusion, output }) {
      const colour = COLOURS[conclusion as keyof typeof COLOURS] ?? "gray";
      line(`   ${styleText(colour, "┃")} ${styleText([colour, "bold"], output.title)}`);
      for (const text of readable(output.summary)) line(`   ${styleText(colour, "┃")} ${text}`);
    },
    expect(holds, what) {
      if (!holds) throw new Error(`The story went wrong: expected that ${what}`);
    },
  };
}

/** The summary without what a browser would fold or a terminal cannot show. */
function readable(markdown: string): string[] {
  return markdown
    .replaceAll(/<details>[\s\S]*?<\/details>/g, "")
    .replaceAll(/<br>/g, " · ")
    .replaceAll(/<[^>]+>|&#8203;|\u200B/g, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .split("\n")
    .map((text) => text.trimEnd())
    .filter((text) => text !== "" && !/^\|[\s:|-]+\|$/.test(text))
    .flatMap((text) => (text.startsWith("|") ? tableRow(text) : wrapped(text, 100)));
}

function tableRow(text: string): string[] {
  const cells = text
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
  return wrapped(cells.filter((cell) => cell !== "").join("  —  "), 100);
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + word.length >= width) {
      lines.push(current);
      current = "  ";
    }
    current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
