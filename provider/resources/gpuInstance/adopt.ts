import { NovitaError } from "../../api/errors";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import type { Created } from "./create";
import { type FieldName, fields } from "./generated/fields";
import { drifted, liveInputs } from "./live";
import { labelOf, look } from "./look";
import type { Inputs } from "./model";
import { affordable } from "./priceCap";
import { ready } from "./ready";
import { fieldsOf, stateOf } from "./state";
import { phaseOf } from "./status";
import { update } from "./update";

/** The instance that `lifecycle.adopt` names cannot be taken over. Nothing was created or changed. */
export class AdoptError extends NovitaError {
  override readonly name = "AdoptError";
}

/**
 * Takes over an existing instance instead of creating one. Whatever could only be made true by replacing or resetting
 * it has to be declared as it is: a take-over destroys nothing. Ports and a larger disk are set.
 *
 * @throws AdoptError when there is no such instance, or it is not what is declared.
 */
export async function adopt(ctx: Context, inputs: Inputs, id: string, startedAt: number): Promise<Created> {
  const refuse = (why: string): AdoptError =>
    new AdoptError(`Taking over GPU instance ${id} (lifecycle.adopt) was not begun: ${why}`);
  if (ctx.tracked.hasId(id)) {
    throw refuse(
      "another resource of this stack manages it already. Remove lifecycle.adopt, or that resource.",
    );
  }
  const live = await look(ctx, id);
  if (!live || phaseOf(live) === "leaving") {
    throw refuse("it does not exist, or is being deleted. Remove lifecycle.adopt to create a new instance.");
  }
  const differences = unlike(live, inputs);
  if (differences.length > 0) {
    throw refuse(
      `it is not what is declared: ${differences.join("; ")}. Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
    );
  }
  await affordable(ctx, inputs);
  ctx.tracked.add({ id, name: live.name });
  ctx.log.info(`${labelOf(live)} is taken over.`);
  const olds = stateOf({ inputs, live });
  const inPlace = drifted(liveInputs(live, inputs), fieldsOf(inputs)).length > 0;
  if (inPlace) return { id, state: await update(ctx, id, olds, inputs) };
  return { id, state: await ready(ctx, { id, inputs, startedAt, timeoutName: "create", fallback: olds }) };
}

function unlike(live: Instance, inputs: Inputs): string[] {
  const shown = liveInputs(live, inputs);
  const differing = drifted(shown, fieldsOf(inputs)).filter((name) => !settable(name, live, inputs));
  return differing.map(
    (name) => `${name} is ${printed(name, shown[name])}, declared is ${printed(name, inputs[name])}`,
  );
}

function settable(name: FieldName, live: Instance, inputs: Inputs): boolean {
  if (name === "ports") return true;
  return name === "rootfsSize" && (inputs.rootfsSize ?? 0) > (live.rootfsSize ?? 0);
}

function printed(name: FieldName, value: unknown): string {
  if (value === undefined || value === "") return "nothing";
  return fields[name].secret ? "other values" : JSON.stringify(value);
}
