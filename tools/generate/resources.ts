/** A resource that types, facts and pages are generated for. */
export interface ResourceSource {
  /** The name of its class. */
  readonly type: string;
  /** What sentences call it: "the instance". */
  readonly noun: string;
  /** Its folder in `provider/resources`, with `outputs.schema.yaml` in it. */
  readonly folder: string;
  /** The schema of the API document that holds the fields of a create request. */
  readonly request: string;
  /** The JSON Schemas of its input `lifecycle`, relative to the project's root: each adds to those before it. */
  readonly lifecycle: readonly string[];
  /** Its methods, relative to the project's root; absent if it has none. */
  readonly methods?: string;
  /** Its page in `docs/reference`, without the ending. */
  readonly page: string;
  /** What that page says first, in Markdown. */
  readonly introduction: string;
  /** What the words of its column "A change" mean. */
  readonly changes: string;
}

/** Options that every resource has. */
const usual: ResourceSource["lifecycle"] = ["provider/resources/lifecycle.schema.yaml"];

/** Those of one that takes a while to become ready. */
export const awaited: ResourceSource["lifecycle"] = [...usual, "provider/resources/awaited.schema.yaml"];

/** Every resource; the first one's inputs are the root of schema.json. */
export const resources: readonly [ResourceSource, ...ResourceSource[]] = [
  {
    type: "GpuInstance",
    noun: "instance",
    folder: "gpuInstance",
    request: "CreateInstanceRequest",
    lifecycle: ["provider/resources/gpuInstance/lifecycle.schema.yaml"],
    methods: "provider/resources/gpuInstance/methods.schema.yaml",
    page: "gpu-instance",
    introduction: `Look up here what a field of a \`GpuInstance\` means, which values it takes, and what a change of it does to an instance
that runs. Inputs are named and shaped as on Novita's page "Create GPU Instance".`,
    changes: `In place: the instance goes on running. With a reset: the instance stays, and its system disk starts from the image
again. Replace: the old instance is deleted first, its disks with it. See [concepts](../concepts.md#what-a-change-does).`,
  },
  {
    type: "NetworkStorage",
    noun: "storage",
    folder: "networkStorage",
    request: "CreateNetworkStorageRequest",
    lifecycle: usual,
    page: "network-storage",
    introduction: `Look up here what a field of a \`NetworkStorage\` means, which values it takes, and what a change of it does. A
network storage is a disk that the instances of one cluster can mount, and that outlives them; it is billed until it is deleted.`,
    changes: `In place: the storage and what is on it stay. Replace: a new, empty storage is created, and the old one is deleted
with everything on it, once no instance holds it any more.`,
  },
  {
    type: "RegistryAuth",
    noun: "credential",
    folder: "registryAuth",
    request: "SaveRegistryAuthRequest",
    lifecycle: usual,
    page: "registry-auth",
    introduction: `Look up here what a field of a \`RegistryAuth\` means, which values it takes, and what a change of it does. A
registry credential is stored at Novita, so that instances can pull private images by its id (\`imageAuthId\`).`,
    changes: `Replace: a new credential is stored, the instances that name it are reset to it, and the old one is deleted once
nothing uses it any more. See [pull a private image](../how-to/private-image.md).`,
  },
  {
    type: "ImagePrewarm",
    noun: "task",
    folder: "imagePrewarm",
    request: "CreateImagePrewarmRequest",
    lifecycle: [...awaited, "provider/resources/imagePrewarm/lifecycle.schema.yaml"],
    page: "image-prewarm",
    introduction: `Look up here what a field of an \`ImagePrewarm\` means, which values it takes, and what a change of it does. A
prewarm task brings an image to a cluster, so that instances there need not pull it first; see
[prewarm an image](../how-to/prewarm-image.md). Novita gives tasks no names: \`note\` is yours, and at Novita the
[name](#name) of the task follows it.`,
    changes: `In place: the task stays. Replace: a new task is started, and when it has succeeded the old one is deleted. One that has failed
is replaced by the next \`pulumi up\`, since Novita does not try it again.`,
  },
  {
    type: "Template",
    noun: "template",
    folder: "template",
    request: "TemplateFields",
    lifecycle: usual,
    page: "template",
    introduction: `Look up here what a field of a \`Template\` means, which values it takes, and what a change of it does. A
template is a set of instance settings that is stored at Novita, for people who start instances in its console; a
\`GpuInstance\` takes none. What both have is named and written alike, so that one declaration serves both: see
[share settings with the console](../how-to/template.md).`,
    changes: `In place: the template keeps its id, and instances that were started from it stay as they are. Replace: a new
template is created, and the old one is deleted.`,
  },
  {
    type: "Network",
    noun: "network",
    folder: "network",
    request: "CreateNetworkRequest",
    lifecycle: usual,
    page: "network",
    introduction: `Look up here what a field of a \`Network\` means, which values it takes, and what a change of it does. A
network (VPC) gives the instances of one cluster that join it (\`networkId\`) private addresses.`,
    changes: `In place: the network and the instances in it stay. Replace: a new network is created, the instances that join it
are replaced, and the old one is deleted once no instance is in it any more. See
[give instances a private network](../how-to/private-network.md).`,
  },
];

/** What a resource puts out beside its inputs. */
export const outputsPath = ({ folder }: ResourceSource): string =>
  `provider/resources/${folder}/outputs.schema.yaml`;
