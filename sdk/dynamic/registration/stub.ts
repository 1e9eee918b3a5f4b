import type * as pulumi from "@pulumi/pulumi";

/**
 * What Pulumi writes into every state file, as text, and runs from there: also years later, for refresh and destroy.
 * So it carries no logic and captures nothing but the resource's type: each method asks the installed package for what
 * to do. The text is the same in every release, and the required path stays for ever; a test pins both.
 *
 * A method costs 330 bytes there, twice a resource, so there is one: Pulumi's process calls `configure` before any
 * other, and it adds the rest. It adds them before anything can fail, and each requires the package for itself:
 * Pulumi takes a method that is not there for one that has nothing to do, a delete included.
 */
export function stubOf(type: string): pulumi.dynamic.ResourceProvider {
  const stub = stubs.get(type) ?? makeStub(type);
  stubs.set(type, stub);
  return stub;
}

/** Pulumi makes a text of each object once. */
const stubs = new Map<string, pulumi.dynamic.ResourceProvider>();

function makeStub(type: string): pulumi.dynamic.ResourceProvider {
  const stub = {
    async configure(this: Record<string, unknown>, request: pulumi.dynamic.ConfigureRequest): Promise<void> {
      for (const method of ["check", "diff", "create", "read", "update", "delete"])
        this[method] = async (...args: unknown[]) =>
          require("pulumi-novita/dynamic-provider")[method](type, ...args);
      return require("pulumi-novita/dynamic-provider").configure(request);
    },
  };
  return Object.freeze(stub) as unknown as pulumi.dynamic.ResourceProvider;
}
