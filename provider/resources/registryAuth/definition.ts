import type { RegistryAuth } from "../../api";
import {
  createSchema,
  define,
  failure,
  type Inputs as AnyInputs,
  type Live as AnyLive,
  type Properties,
  type Replacement,
  viewOf,
} from "../../core";
import schema from "../../../schema.json";
import type { ClientContext } from "../clientContext";
import { fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";
import type { RegistryAuthInputs } from "./generated/inputs";

type Inputs = RegistryAuthInputs & Omit<AnyInputs, "lifecycle">;

/** User name and password of an image registry, stored at Novita. */
export const registryAuth = define({
  type: "RegistryAuth",
  noun: "Registry credential",
  isFree: true,
  facts: {
    fields,
    outputs,
    secretPaths,
    secretOutputs,
    schema: createSchema(schema.$defs.RegistryAuth, xKeywords),
  },

  api: {
    // The answer tells no id.
    create: ({ client }: ClientContext, { name, username, password }: Inputs, options) =>
      client.saveRegistryAuth({ name: String(name), username, password }, options).then(() => undefined),
    // There are no pages: a list is always whole.
    list: async ({ client }: ClientContext, options) => ({
      items: (await client.listRegistryAuths(options)).map(toLive),
      complete: true,
    }),
    delete: ({ client }: ClientContext, id, options) => client.deleteRegistryAuth(id, options),
  },
  // The service shows no status of a credential: one that is listed can be used.
  phaseOf: () => "ready",

  checkPurchase: async (
    ctx: ClientContext,
    _olds: Properties,
    inputs: Inputs,
    replacement: Replacement | undefined,
  ) => {
    const { name } = inputs;
    if (!replacement || name === undefined || name !== replacement.olds.name) return [];
    const shown = viewOf(ctx, inputs).show("name", JSON.stringify(name));
    const why = `is ${shown}, which the credential that would be replaced has too, and Novita may take the new one for a change of the old one. Leave name out, or change it as well.`;
    return [failure("name", why)];
  },
});

/** The password stays out: what a list shows of it may be masked, in whichever way. */
function toLive({ id, name, username }: RegistryAuth): AnyLive & Partial<RegistryAuthInputs> {
  return { id, name, username, status: "ready" };
}
