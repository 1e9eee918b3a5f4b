import * as pulumi from "@pulumi/pulumi";

/** What a resource is about to be registered with. */
export interface Registration {
  readonly props: Record<string, unknown>;
  readonly opts: pulumi.CustomResourceOptions;
}

/**
 * Options under which a resource is registered with what `settle` makes of its properties and options as they finally
 * are: after the transformations of the resource itself, of its parents and of the stack. `settle` may throw, which
 * ends the constructor.
 *
 * It does not see what the engine adds: the options that a resource inherits from a component (`deletedByItself`), and the
 * transforms of `pulumi.runtime.registerResourceTransform`.
 */
export function settledLast(
  opts: pulumi.CustomResourceOptions,
  settle: (registration: Registration) => Registration,
): pulumi.CustomResourceOptions {
  let own: pulumi.Resource | undefined;
  const last: pulumi.ResourceTransformation = ({ resource, props, opts }) =>
    resource === own ? settle({ props, opts }) : undefined;
  // A child inherits the transformations of its parent. The first resource that comes by is the resource itself.
  const joinQueue: pulumi.ResourceTransformation = (args) => {
    if (own !== undefined) return undefined;
    own = args.resource;
    const queue = queueOf(own);
    if (queue === undefined) return last(args);
    queue.push(last);
    return undefined;
  };
  return { ...opts, transformations: [...(opts.transformations ?? []), joinQueue] };
}

/** Pulumi goes through this list, and so takes what is added to it meanwhile; @pulumi/pulumi from 3.216 to 3.276. */
function queueOf(resource: pulumi.Resource): pulumi.ResourceTransformation[] | undefined {
  const { __transformations: queue } = resource as { __transformations?: unknown };
  return Array.isArray(queue) ? (queue as pulumi.ResourceTransformation[]) : undefined;
}

/**
 * Options under which the engine calls the provider to delete the resource, whatever the resource inherits: a component
 * hands `deletedWith` on to its children, and only the engine knows that.
 */
export function deletedByItself(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // Tests with mocks have no engine, and nothing that would call back.
  if (opts.parent === undefined || pulumi.runtime.getEngine() === undefined) return opts;
  const byItself: pulumi.ResourceTransform = ({ props, opts: inherited }) =>
    inherited.deletedWith === undefined
      ? undefined
      : { props, opts: { ...inherited, deletedWith: undefined } as pulumi.CustomResourceOptions };
  return { ...opts, transforms: [...(opts.transforms ?? []), byItself] };
}
