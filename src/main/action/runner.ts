import { getInput, setOutput, setSecret, summary } from "@actions/core";

/** 0: nothing keeps a check closed; 1: something does, or nothing could be judged. */
export type ExitCode = 0 | 1;

/** What the Action says to the runner that runs it. */
export interface Runner {
  /** An input as the workflow gives it, without spaces around it; empty where it does not. */
  readonly input: (name: string) => string;
  readonly output: (name: string, value: string) => void;
  /** Writes lines to the log of the job. */
  readonly say: (text: string) => void;
  /** Markdown for the page of the run; false where this runner shows none. */
  readonly summarise: (markdown: string) => Promise<boolean>;
  /** Keeps a value out of the log from here on. */
  readonly hide: (secret: string) => void;
}

export function runnerOf(host: NodeJS.Process): Runner {
  return {
    input: (name) => getInput(name),
    output: setOutput,
    say: (text) => void host.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    async summarise(markdown) {
      try {
        await summary.addRaw(markdown).write();
        return true;
      } catch {
        return false;
      }
    },
    hide: setSecret,
  };
}
