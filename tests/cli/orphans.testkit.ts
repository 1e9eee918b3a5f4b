import type { OrphansReport } from "../../cli/orphans/report";
import { runIn } from "../../cli/world.testkit";
import { API_KEY, type Scene } from "../engine/scene.testkit";
import { connect } from "../../provider/account";

/** An orphan as the command tells it, and what it was made for, if the state says so. */
export interface Told {
  readonly id: string;
  readonly resource?: string;
  readonly interrupted?: string | null;
}

/** What `pulumi-novita orphans` finds with the state that the engine exports now. */
export async function orphansOf({ stack, emulator }: Scene): Promise<readonly Told[]> {
  const state = JSON.stringify(await stack.export());
  const parts = {
    env: { NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: emulator.url },
    connect,
    readStdin: async () => state,
  };
  const { stdout, stderr } = await runIn(parts, "orphans", "-", "--json");
  if (stderr !== "") throw new Error(stderr);
  const { orphans } = JSON.parse(stdout) as OrphansReport;
  return orphans.map(({ id, madeFor }) =>
    madeFor === null ? { id } : { id, resource: madeFor.resource, interrupted: madeFor.interrupted },
  );
}
