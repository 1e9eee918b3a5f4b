/** One request to the emulator, as its log has it at the moment. */
export interface Request {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** None as long as it is not answered. */
  readonly status: number | null;
}

const PAUSE_MS = 15;
const LONGEST_MS = 180_000;

/** Looks again and again until there is something to be seen; never longer than three minutes. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const end = performance.now() + LONGEST_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > end) throw new Error(`Waited three minutes for ${what}, in vain.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Every request that the emulator has seen since its last reset. */
export async function requestsAt(url: string): Promise<readonly Request[]> {
  return (await (await fetch(`${url}/_emulator/requests`)).json()) as Request[];
}

/** An emulator as after its start: no instances, no faults, an empty log. */
export async function resetAt(url: string): Promise<void> {
  const answer = await fetch(`${url}/_emulator/reset`, { method: "POST", body: "{}" });
  if (!answer.ok) throw new Error(`The emulator's control side said: ${await answer.text()}`);
}
