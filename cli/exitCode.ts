/** How the command ends, for scripts and CI. */
export const ExitCode = {
  /** It did what it was asked, and found nothing to worry about. */
  ok: 0,
  /** It could not do it: wrong arguments, no answer, a check that failed. */
  error: 1,
  /** It did it, and found what it was asked to look for. */
  found: 2,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
