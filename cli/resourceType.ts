/** Of this provider's dynamic resource, and of its plugin. */
const GPU_INSTANCE = /(?:^pulumi-nodejs:dynamic\/novita|^novita:index):GpuInstance$/;

/** Whether this is the type of a GpuInstance, as a state or a preview names it. */
export const isGpuInstance = (type: unknown): boolean => typeof type === "string" && GPU_INSTANCE.test(type);
