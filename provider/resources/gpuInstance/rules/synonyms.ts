/** What other tools, and earlier pages of Novita's, call a field: each name in lower case, without - and _, between spaces. */
const synonyms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": {
    productId: "product gputype gputypeid gpumodel gpuname instancetype machinetype flavor",
    gpuNum: "gpu gpus gpucount numgpus numgpu numberofgpus gpusize gpuquantity acceleratorcount",
    rootfsSize: `disk disksize disksizegb diskgb rootdisk rootdisksize rootfs bootdisksize containerdisk
      containerdiskingb systemdisk systemdisksize volumesize expandrootdisk`,
    imageUrl: "image imagename imageid imageuri imageref container containerimage dockerimage",
    "imageAuth, or imageAuthId for a credential that is stored at Novita": `imageregistryauth imageregistrycredentials imagecredentials imagepullsecret
      imagepullsecrets registryauth registrycredentials registrycredential registry
      credentials imagelogin dockerauth`,
    imageAuthId: `imageregistryauthid registryauthid repositoryauth repositoryauthid
      containerregistryauthid`,
    ports: "port expose exposedports openports portmappings portbindings httpports tcpports",
    envs: "env environment environments environmentvariables envvars envvariables variables vars",
    command: `cmd args arguments startcommand startupcommand startupscript startscript onstart
      dockerargs dockerstartcmd userdata run`,
    entrypoint: "dockerentrypoint",
    clusterId: `cluster clustername region regionid location zone availabilityzone datacenter
      datacenterid datacenterids`,
    networkStorages: `networkstorage networkstorageid networkvolume networkvolumeid networkvolumes storage
      storages volume volumes volumemounts mounts`,
    localStorageMountPoint: "localstorage volumemountpath",
    networkId: "network vpc vpcid vpcnetworkid subnetid",
    billingMode: "billing billingtype billingmethod pricing spot interruptible preemptible",
    month: "duration term period",
    minCudaVersion: "cuda cudaversion mincuda allowedcudaversions",
    tools: "jupyter supportjupyter startjupyter",
    "lifecycle: { timeouts }": "timeouts timeout customtimeouts",
    "lifecycle: { adopt }": "adopt adoptid import importid existingid",
    "lifecycle: { maxHourlyPrice }": "maxhourlyprice maxprice bidprice bid",
    "lifecycle: { autoMigrate }": "automigrate",
    "lifecycle: { onImageChange }": "onimagechange",
    "lifecycle: { waitUntil }": "waituntil wait",
  },
  "envs[*]": { key: "name variable", value: "val" },
  "tools[*]": { type: "protocol" },
  "networkStorages[*]": {
    id: "storageid volumeid networkstorageid name",
    mountPoint: "path mountpath target mount",
  },
};

const without: Readonly<Record<string, string>> = {
  template: "Novita creates no instance from a template by its API: declare what the template says.",
  templateid: "Novita creates no instance from a template by its API: declare what the template says.",
  tags: "Novita's instances have no tags.",
  labels: "Novita's instances have no labels.",
  sshkey: "Novita makes a password: the output sshCommand logs in with it.",
  publickey: "Novita makes a password: the output sshCommand logs in with it.",
};

/** How to write what other tools, and Pulumi's config, write in another form. */
export const examples: Readonly<Record<string, string>> = {
  imageAuth: 'Write imageAuth: "username:password".',
  ports: 'Write one string, such as ports: "80/http,22/tcp".',
  envs: 'Write envs: [{ key: "NAME", value: "value" }].',
  "envs[*]": 'Write { key: "NAME", value: "value" }.',
  tools: 'Write tools: [{ name: "Jupyter", port: "8888", type: "http" }].',
  "tools[*]": 'Write { name: "Jupyter", port: "8888", type: "http" }.',
  networkStorages: 'Write networkStorages: [{ id: "the storage\'s id", mountPoint: "/data" }].',
  "networkStorages[*]": 'Write { id: "the storage\'s id", mountPoint: "/data" }.',
  "lifecycle.timeouts": 'Write timeouts: { create: "20m" }.',
};

/** What to do about a name that is no field, if it is what others call one. `place` is `envs[*]`, or "" at the top. */
export function adviceOn(place: string, name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[-_]/g, "");
  const known = Object.hasOwn(synonyms, place) ? synonyms[place] : undefined;
  const field = Object.entries(known ?? {}).find(([, names]) => names.split(/\s+/).includes(plain))?.[0];
  if (field !== undefined) return `Did you mean ${field}?`;
  return place === "" && Object.hasOwn(without, plain) ? without[plain] : undefined;
}
