/** Whether this is the type of a GpuInstance, as a state or a preview names it. */
export const isGpuInstance = typed("GpuInstance");
/** Whether this is the type of an ImagePrewarm. */
export const isImagePrewarm = typed("ImagePrewarm");

/** Whether this is the type of a NetworkStorage. */
export const isNetworkStorage = typed("NetworkStorage");

/** Whether this is the type of a Network. */
export const isNetwork = typed("Network");

/** Whether this is the type of a RegistryAuth. */
export const isRegistryAuth = typed("RegistryAuth");
/** Whether this is the type of a Template. */
export const isTemplate = typed("Template");

/** Of this provider's dynamic resource, and of its plugin. */
function typed(name: string): (type: unknown) => boolean {
  const types = ["pulumi-nodejs:dynamic/novita", "novita:index"].map((module) => `${module}:${name}`);
  return (type) => types.some((each) => each === type);
}
