import * as pulumi from "@pulumi/pulumi";
import { deletedByItself, settledLast } from "./finalOptions";
import { markedPaths } from "./markedPaths";
import { qualifiedType } from "./qualifiedType";
import { stubOf } from "./stub";
import { refuseUnreachable } from "./stubReach";
import { DECLARATION_KEY, type Lifecycle, REMEMBERED_KEY } from "../../../provider/core/declaration";

/** What a class tells of its resource; all but the type is generated. */
export interface Kind {
  /** The name of the class, and of the resource for Pulumi. */
  readonly type: string;
  readonly fields: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly outputs: readonly string[];
  /** The inputs that are secret by default: `imageAuth`, or `envs[*].value` for a part of each entry of a list. */
  readonly secretPaths: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Whether `pulumi up --replace`, which asks no diff, deletes before it creates. @default false */
  readonly deletesFirst?: boolean;
}

type Props = Record<string, unknown>;
/** What `pulumi.dynamic.Resource` is constructed with. */
type Registration = ConstructorParameters<typeof pulumi.dynamic.Resource>;

/**
 * What a resource is registered with, from what a program gives.
 *
 * @param args What it shall be; an output as a whole will do.
 * @param opts Pulumi's; with `id` a thing is only read.
 * @throws pulumi.RunError for arguments that are missing, and for options that would not do what they say.
 */
export function registrationOf(
  kind: Kind,
  name: string,
  args: pulumi.Input<object> | undefined,
  opts: pulumi.CustomResourceOptions = {},
): Registration {
  if (opts.id === undefined && args === undefined) {
    const required = Object.keys(kind.fields).filter((field) => kind.fields[field]?.required);
    const fields = new Intl.ListFormat("en-GB").format(required);
    throw new pulumi.RunError(`${kind.type} "${name}" needs arguments: ${fields}.`);
  }
  const stub = stubOf(kind.type);
  refuseUnreachable(stub);
  const absent = Object.fromEntries([...inputsOf(kind), ...kind.outputs].map((key) => [key, undefined]));
  const final = settledLast(opts, ({ props, opts }) => {
    refuseOptions(`${kind.type} "${name}"`, opts);
    return {
      props: opts.id === undefined ? toInputs(kind, name, props, opts) : props,
      opts: deletedByItself(withOwnOptions(kind, opts)),
    };
  });
  const given = args === undefined || opts.id !== undefined ? {} : fieldsIn(kind, name, args);
  return [stub, name, { ...absent, ...given }, final, "novita", kind.type];
}

function inputsOf({ fields }: Kind): readonly string[] {
  return [...Object.keys(fields), "lifecycle"];
}

/** The arguments field by field: a resource has to be declared with all of its properties at once, known or not. */
function fieldsIn(kind: Kind, name: string, args: pulumi.Input<object>): object {
  if (!pulumi.Output.isInstance(args) && !(args instanceof Promise)) return args;
  const names = inputsOf(kind);
  const given = pulumi.output(args as pulumi.Input<Props>).apply((all: Props): Props => {
    const [stray] = Object.keys(all).filter((key) => !names.includes(key));
    if (stray === undefined) return all;
    const article = /^[AEIOU]/.test(kind.type) ? "an" : "a";
    throw new pulumi.RunError(
      `${kind.type} "${name}" was given ${stray}, which is not a field of ${article} ${kind.type}. Its fields are ${names.join(", ")}.`,
    );
  });
  return Object.fromEntries(names.map((key) => [key, given.apply((all) => all[key])]));
}

function refuseOptions(label: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import !== undefined) {
    throw new pulumi.RunError(
      `${label} cannot be imported with the option \`import\`: Pulumi does not support it for dynamic providers. Use lifecycle: { adopt: "${String(opts.import)}" } instead.`,
    );
  }
  if (opts.deletedWith !== undefined) {
    throw new pulumi.RunError(
      `${label} cannot have the option \`deletedWith\`: Pulumi would forget it without deleting it, and Novita would go on billing it. To have it forgotten on purpose, use \`retainOnDelete: true\`.`,
    );
  }
  if (opts.provider !== undefined || accountPackages.some((name) => opts.parent?.getProvider(`${name}::`))) {
    throw new pulumi.RunError(
      `${label} cannot have the option \`provider\`, nor inherit one: a dynamic provider knows one account, that of NOVITA_API_KEY or the config novita:apiKey. For a second account, use a second stack.`,
    );
  }
}

/** The packages of which a provider might be meant as an account of Novita's. */
const accountPackages = ["pulumi-nodejs", "novita"];

/** The properties with everything secret marked so, in whichever form it was given, and with what the provider has to know. */
function toInputs(
  kind: Kind,
  name: string,
  props: Props,
  { customTimeouts, parent }: pulumi.CustomResourceOptions,
): Props {
  return {
    ...props,
    ...withSecrets(kind, props),
    ...(customTimeouts !== undefined && {
      lifecycle: withTimeouts(props.lifecycle as pulumi.Input<Lifecycle> | undefined, customTimeouts),
    }),
    [DECLARATION_KEY]: {
      organization: organization(),
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      type: qualifiedType(kind.type, parent),
      name,
      secret: marksIn(kind, props),
    },
  };
}

/** What the program has marked as secret, so that no message shows it. */
function marksIn({ secretPaths }: Kind, props: Props): Promise<readonly string[] | undefined> {
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__")));
  const marks = markedPaths(secretPaths, own);
  // If a value fails, Pulumi says so when it comes to that value, and perhaps never comes to this one.
  marks.catch(() => undefined);
  return marks;
}

/** The backend's organization; what Pulumi itself says for a backend that has none, also in tests with mocks. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

function withSecrets({ secretPaths }: Kind, props: Props): Props {
  const marked = secretPaths.flatMap((path) => {
    const [field = "", part] = path.split("[*].");
    const value = props[field];
    if (value === undefined) return [];
    return [[field, part === undefined ? pulumi.secret(value) : secretParts(value, part)]];
  });
  return Object.fromEntries(marked) as Props;
}

/** Marks that part of each entry by itself if that can be done, so that a preview still shows the rest. */
function secretParts(list: unknown, part: string): unknown {
  if (!Array.isArray(list)) return pulumi.secret(list);
  return list.map((entry: unknown) => {
    const isPlain =
      typeof entry === "object" &&
      entry !== null &&
      !pulumi.Output.isInstance(entry) &&
      !(entry instanceof Promise);
    return isPlain && part in entry
      ? { ...entry, [part]: pulumi.secret((entry as Props)[part]) }
      : pulumi.secret(entry);
  });
}

/** What the program says in `lifecycle.timeouts` wins over Pulumi's own option, which no dynamic provider is told. */
function withTimeouts(
  lifecycle: pulumi.Input<Lifecycle> | undefined,
  timeouts: pulumi.CustomTimeouts,
): pulumi.Output<Lifecycle> {
  const { create, update, delete: remove } = timeouts;
  const given = Object.fromEntries(
    Object.entries({ create, update, delete: remove }).filter(([, value]) => value !== undefined),
  );
  return pulumi
    .output(lifecycle)
    .apply((own) => ({ ...own, timeouts: { ...given, ...own?.timeouts } }) as Lifecycle);
}

function withOwnOptions(
  { secretOutputs, deletesFirst = false }: Kind,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  const replacement: pulumi.CustomResourceOptions = deletesFirst ? { deleteBeforeReplace: true } : {};
  return pulumi.mergeOptions(
    { ...replacement, ...opts },
    {
      additionalSecretOutputs: [...secretOutputs],
      hideDiffs: ["__provider", DECLARATION_KEY, REMEMBERED_KEY],
    },
  );
}
