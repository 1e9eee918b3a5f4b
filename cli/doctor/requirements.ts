import { satisfies } from "semver";

/** What a run needs; a test holds these to package.json. */
export const requirements = {
  node: ">=20",
  /** The same for Pulumi's CLI and its Node SDK: older ones take no inputs from a refresh. */
  pulumi: "^3.216.0",
  /** Pulumi writes its functions down with the compiler's programming interface, which TypeScript 7 has not. */
  typescript: "<7.0.0-0",
} as const;

/** Whether a version is in a range; what comes before a release counts as what it leads to. */
export function fits(version: string, range: string): boolean {
  return satisfies(version, range, { includePrerelease: true });
}
