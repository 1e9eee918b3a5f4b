/** What others call fields, by the field to write: names in lower case, without - and _, between spaces. */
export type Synonyms = Readonly<Record<string, string>>;

/** What other tools, and earlier pages of Novita's, call the settings that instances and templates have. */
export const settingSynonyms: Synonyms = {
  rootfsSize: `disk disksize disksizegb diskgb rootdisk rootdisksize rootfs bootdisksize containerdisk
    containerdiskingb systemdisk systemdisksize volumesize expandrootdisk`,
  imageUrl: "image imagename imageid imageuri imageref container containerimage dockerimage",
  ports: "port expose exposedports openports portmappings portbindings httpports tcpports",
  envs: "env environment environments environmentvariables envvars envvariables variables vars",
  command: `cmd args arguments startcommand startupcommand startupscript startscript onstart
    dockerargs dockerstartcmd userdata run`,
  entrypoint: "dockerentrypoint",
  minCudaVersion: "cuda cudaversion mincuda allowedcudaversions",
  "lifecycle: { timeouts }": "timeouts timeout customtimeouts",
  "lifecycle: { adopt }": "adopt adoptid import importid existingid",
};

/** The same of a variable. */
export const variableSynonyms: Synonyms = { key: "name variable", value: "val" };

/** What they call a registry credential, and the id of one. */
export const credentialNames = `imageregistryauth imageregistrycredentials imagecredentials imagepullsecret
  imagepullsecrets registryauth registrycredentials registrycredential registry credentials imagelogin dockerauth`;
export const credentialIdNames = `imageregistryauthid registryauthid repositoryauth repositoryauthid
  containerregistryauthid`;

/** How to write those settings if they were given in another form. */
export const settingExamples: Readonly<Record<string, string>> = {
  ports: 'Write one string, such as ports: "80/http,22/tcp".',
  envs: 'Write envs: [{ key: "NAME", value: "value" }].',
  "envs[*]": 'Write { key: "NAME", value: "value" }.',
  "lifecycle.timeouts": 'Write timeouts: { create: "20m" }.',
};

/**
 * What to do about a name that is no field, if it is what others call one.
 *
 * @param synonyms By the place, `envs[*]`, or "" at the top.
 * @param without Sentences on what a resource has nothing for, by such names.
 */
export function adviser(synonyms: Readonly<Record<string, Synonyms>>, without: Synonyms) {
  return (place: string, name: string): string | undefined => {
    const plain = name.toLowerCase().replace(/[-_]/g, "");
    const known = Object.hasOwn(synonyms, place) ? synonyms[place] : undefined;
    const field = Object.entries(known ?? {}).find(([, names]) => names.split(/\s+/).includes(plain))?.[0];
    if (field !== undefined) return `Did you mean ${field}?`;
    return place === "" && Object.hasOwn(without, plain) ? without[plain] : undefined;
  };
}
