/** The emulator's two profiles: what clients of the real service have seen, and of everything the reading that is hardest for a client. */
export const profiles = [
  { profile: "default", hard: false },
  { profile: "--hard", hard: true },
] as const;

export type Profile = (typeof profiles)[number];

/** A test under both profiles. */
export function test(title: string, run: (profile: Profile) => Promise<void>, timeoutMs?: number): void {
  for (const each of profiles) globalThis.test(`${title} (${each.profile})`, () => run(each), timeoutMs);
}
