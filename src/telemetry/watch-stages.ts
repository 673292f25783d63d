import type { Stage, Telemetry } from "../ports/telemetry.ts";

/** Measures what the time of a verdict goes into. */
export interface StageWatch {
  /** The same port, the time in which it is being asked something counting for a stage. */
  over<Port extends object>(stage: Exclude<Stage, "judge">, port: Port): Port;
  /** Tells each stage; whatever time nothing was being asked in went into judging. */
  end(): void;
}

interface Span {
  open: number;
  since: number;
  total: number;
}

/** @param now in milliseconds, from any beginning */
export function watchStages(telemetry: Telemetry, now: () => number): StageWatch {
  const start = now();
  const outside: Span = { open: 0, since: 0, total: 0 };
  const stages = new Map<Stage, Span>();
  const spanOf = (stage: Stage): Span => {
    const span = stages.get(stage) ?? { open: 0, since: 0, total: 0 };
    stages.set(stage, span);
    return span;
  };
  const enter = (span: Span): void => {
    if (span.open === 0) span.since = now();
    span.open += 1;
  };
  const leave = (span: Span): void => {
    span.open -= 1;
    if (span.open === 0) span.total += now() - span.since;
  };
  const during = async (spans: readonly Span[], asked: Promise<unknown>): Promise<unknown> => {
    for (const span of spans) enter(span);
    try {
      return await asked;
    } finally {
      for (const span of spans) leave(span);
    }
  };
  return {
    over: (stage, port) =>
      new Proxy(port, {
        get(target, name, receiver) {
          const value: unknown = Reflect.get(target, name, receiver);
          if (typeof value !== "function") return value;
          return (...args: readonly unknown[]) => {
            const asked: unknown = Reflect.apply(value, target, args);
            return asked instanceof Promise ? during([outside, spanOf(stage)], asked) : asked;
          };
        },
      }),
    end() {
      for (const [stage, { total }] of stages) telemetry.took(stage, total / 1000);
      telemetry.took("judge", Math.max(0, now() - start - outside.total) / 1000);
    },
  };
}
