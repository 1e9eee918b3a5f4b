const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
const exitCodes: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** The part of `process` that is needed here. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

/** Ctrl-C as something a command can be given. */
export interface Interrupt {
  /** Aborts at the first SIGINT, SIGTERM or SIGHUP; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** Gives the signals back to their usual meaning. */
  stop(): void;
}

/**
 * Turns the first Ctrl-C into an aborted AbortSignal, so that the caller can clean up; the second one exits at
 * once, with the exit code that shells give the signal. What still runs then is ended by the `exit` handlers.
 */
export function catchInterrupt(source: SignalSource = process): Interrupt {
  const controller = new AbortController();
  const listener = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) source.exit(exitCodes[signal] ?? 1);
    else controller.abort(signal);
  };
  for (const signal of signals) source.on(signal, listener);
  return {
    signal: controller.signal,
    stop: () => {
      for (const signal of signals) source.off(signal, listener);
    },
  };
}
