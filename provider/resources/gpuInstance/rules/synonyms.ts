import {
  adviser,
  credentialIdNames,
  credentialNames,
  settingExamples,
  settingSynonyms,
  type Synonyms,
  variableSynonyms,
} from "../../synonyms";

const synonyms: Readonly<Record<string, Synonyms>> = {
  "": {
    ...settingSynonyms,
    productId: "product gputype gputypeid gpumodel gpuname instancetype machinetype flavor",
    gpuNum: "gpu gpus gpucount numgpus numgpu numberofgpus gpusize gpuquantity acceleratorcount",
    "imageAuth, or imageAuthId for a credential that is stored at Novita": credentialNames,
    imageAuthId: credentialIdNames,
    clusterId: `cluster clustername region regionid location zone availabilityzone datacenter
      datacenterid datacenterids`,
    networkStorages: `networkstorage networkstorageid networkvolume networkvolumeid networkvolumes storage
      storages volume volumes volumemounts mounts`,
    localStorageMountPoint: "localstorage volumemountpath",
    networkId: "network vpc vpcid vpcnetworkid subnetid",
    billingMode: "billing billingtype billingmethod pricing spot interruptible preemptible",
    month: "duration term period",
    tools: "jupyter supportjupyter startjupyter",
    "lifecycle: { maxHourlyPrice }": "maxhourlyprice maxprice bidprice bid",
    "lifecycle: { autoMigrate }": "automigrate",
    "lifecycle: { expires }": "expires expiresat expiration expiry ttl maxage",
    "lifecycle: { onImageChange }": "onimagechange",
    "lifecycle: { onReclaim }": "onreclaim oninterruption interruptionbehavior evictionpolicy",
    "lifecycle: { power }": "power powerstate desiredstatus desiredstate running stopped",
    "lifecycle: { waitForStock }": "waitforstock waitforcapacity capacitytimeout",
    "lifecycle: { waitUntil }": "waituntil wait",
  },
  "envs[*]": variableSynonyms,
  "tools[*]": { type: "protocol" },
  "networkStorages[*]": {
    id: "storageid volumeid networkstorageid name",
    mountPoint: "path mountpath target mount",
  },
};

const without: Synonyms = {
  template: "Novita creates no instance from a template by its API: declare what the template says.",
  templateid: "Novita creates no instance from a template by its API: declare what the template says.",
  tags: "Novita's instances have no tags.",
  labels: "Novita's instances have no labels.",
  sshkey: "Novita makes a password: the output sshCommand logs in with it.",
  publickey: "Novita makes a password: the output sshCommand logs in with it.",
};

/** How to write what other tools, and Pulumi's config, write in another form. */
export const examples: Readonly<Record<string, string>> = {
  ...settingExamples,
  "lifecycle.power": "Write it in quotes: without them YAML reads on and off as true and false.",
  imageAuth: 'Write imageAuth: "username:password".',
  tools: 'Write tools: [{ name: "Jupyter", port: "8888", type: "http" }].',
  "tools[*]": 'Write { name: "Jupyter", port: "8888", type: "http" }.',
  networkStorages: 'Write networkStorages: [{ id: "the storage\'s id", mountPoint: "/data" }].',
  "networkStorages[*]": 'Write { id: "the storage\'s id", mountPoint: "/data" }.',
};

/** What to do about a name that is no field, if it is what others call one. */
export const adviceOn = adviser(synonyms, without);
