/** One request to the API as the log keeps it. Headers are not kept: they carry the key. */
export interface LogEntry {
  readonly n: number;
  /** When it came in, milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** As JSON; as it came if it is none; null if there was none. */
  readonly body: unknown;
  /** Null as long as nothing was answered, and for ever if the connection was cut. */
  readonly status: number | null;
}

export interface RequestLog {
  /** Notes a request; what is returned notes the status of its answer. */
  open(request: Omit<LogEntry, "n" | "status">): (status: number) => void;
  /** Oldest first. */
  entries(): readonly LogEntry[];
  clear(): void;
  /** Puts back what `entries` gave. */
  restore(entries: readonly LogEntry[]): void;
}

/** The oldest entries go when there are more. */
const MOST_ENTRIES = 20_000;

export function requestLog(): RequestLog {
  let byNumber = new Map<number, LogEntry>();
  let last = 0;
  return {
    open: (request) => {
      last += 1;
      const entry: LogEntry = { n: last, ...request, status: null };
      byNumber.set(entry.n, entry);
      byNumber.delete(entry.n - MOST_ENTRIES);
      return (status) => {
        if (byNumber.get(entry.n) === entry) byNumber.set(entry.n, { ...entry, status });
      };
    },
    entries: () => [...byNumber.values()],
    clear: () => {
      byNumber = new Map();
      last = 0;
    },
    restore: (entries) => {
      byNumber = new Map(entries.map((entry) => [entry.n, entry]));
      last = Math.max(0, ...entries.map(({ n }) => n));
    },
  };
}
