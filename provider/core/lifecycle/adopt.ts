import { NovitaError } from "../../api/errors/errors";
import { printable } from "../../api/redact";
import type { Instance } from "../../api/entities/instance";
import { bring } from "./converge";
import type { Context } from "../model/context";
import type { Created } from "./create";
import { type FieldName, fields } from "../../resources/gpuInstance/generated/fields";
import { drifted, liveInputs, takenForm } from "../../resources/gpuInstance/fromLive";
import { labelOf, look } from "../await/lookup";
import type { Inputs } from "../model/declaration";
import { unasked, waitsUntilRunning } from "../model/options";
import { affordable } from "../../pricing/cap";
import { type View, viewOf } from "../state/secrets";
import { fieldsOf, stateOf } from "../state/state";
import { isReclaimed, phaseOf } from "../../resources/gpuInstance/readiness";

/** The instance that `lifecycle.adopt` names cannot be taken over. Nothing was created or changed. */
export class AdoptError extends NovitaError {
  override readonly name = "AdoptError";
}

/**
 * Takes over an existing instance instead of creating one. Whatever could only be made true by replacing or resetting
 * it has to be declared as it is: a take-over destroys nothing. Ports and a larger disk are set, and one that stands
 * still is started.
 *
 * @throws AdoptError when there is no such instance, or it is not what is declared.
 */
export async function adopt(ctx: Context, inputs: Inputs, id: string, startedAt: number): Promise<Created> {
  const live = await look(ctx, id);
  const why = reasonAgainst(ctx, inputs, id, live);
  if (!live || why !== undefined) {
    throw new AdoptError(`Taking over GPU instance ${id} (lifecycle.adopt) was not begun: ${why}`);
  }
  await affordable(ctx, { ...inputs, name: live.name ?? id });
  ctx.log.info(`${labelOf(live)} is taken over.`);
  const olds = stateOf({ inputs: unasked(inputs), live, observed: takenForm(live, inputs) });
  return { id, state: await bring(ctx, { id, olds, news: inputs, startedAt, timeoutName: "create" }) };
}

function reasonAgainst(
  ctx: Context,
  inputs: Inputs,
  id: string,
  live: Instance | undefined,
): string | undefined {
  const claimed = ctx.claims.reasonAgainst(id);
  if (claimed !== undefined) return claimed;
  if (!live || phaseOf(live) === "leaving") {
    return "it does not exist, or is being deleted. Remove lifecycle.adopt to create a new instance.";
  }
  const differences = unlike(live, inputs, viewOf(ctx, inputs));
  if (differences.length > 0) {
    return `it is not what is declared: ${differences.join("; ")}. Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`;
  }
  if (phaseOf(live) === "stopped" && isReclaimed(live) && waitsUntilRunning(inputs.lifecycle)) {
    return `its spot capacity was taken back. To run again it would have to move to another machine, and lose what is on its disks. If that is what you want, migrate it in Novita's console first; to take it over as it is, set lifecycle: { waitUntil: "created" }.`;
  }
  return undefined;
}

/** What of a live instance is not as declared and cannot be made so without replacing or resetting it, in words. */
export function unlike(live: Instance, inputs: Inputs, { hides, show }: View): string[] {
  const shown = liveInputs(live, inputs);
  const differing = drifted(shown, fieldsOf(inputs), takenForm(live, inputs)).filter(
    (name) => !settable(name, live, inputs),
  );
  return differing.map((name) =>
    fields[name].secret || hides(name)
      ? `${name} differs (the values are secret and not shown)`
      : `${name} is ${show(name, printed(shown[name]))}, declared is ${show(name, printed(inputs[name]))}`,
  );
}

function settable(name: FieldName, live: Instance, inputs: Inputs): boolean {
  if (name === "ports") return true;
  return name === "rootfsSize" && (inputs.rootfsSize ?? 0) > (live.rootfsSize ?? 0);
}

function printed(value: unknown): string {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "nothing";
  return printable(JSON.stringify(value));
}
