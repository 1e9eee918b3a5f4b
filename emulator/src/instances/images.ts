import type { World } from "../world";
import type { Instance } from "./instance";

/** Which images only a credential opens. */

/**
 * Whose image it is: the registry and the account in it, e.g. `ghcr.io/acme`.
 * Undefined for Docker Hub's official images, which everybody may pull.
 */
function ownerOf(imageUrl: string): string | undefined {
  const parts = imageUrl.toLowerCase().split("/");
  const named = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? "");
  const [registry, path] = named ? [parts[0], parts.slice(1)] : ["docker.io", parts];
  const account = path.length > 1 ? path[0] : "";
  const official =
    /^(\w[\w-]*\.)?docker\.io$/.test(registry ?? "") && ["", "library"].includes(account ?? "");
  return official ? undefined : `${registry}/${account}`;
}

/** Remembers that an image was ordered with a credential: what its owner has is private from then on. */
export function notePrivate(world: World, imageUrl: string): void {
  const owner = ownerOf(imageUrl);
  const { privateOwners } = world.state;
  if (owner !== undefined && !privateOwners.includes(owner)) privateOwners.push(owner);
}

/** Why the image of an instance cannot be pulled; undefined if it can. */
export function pullFailure(
  world: World,
  { imageUrl, hasCredential }: Pick<Instance, "imageUrl" | "hasCredential">,
): string | undefined {
  if (hasCredential || !isPrivate(world, imageUrl)) return undefined;
  return `failed to pull image ${imageUrl}: it is private, and there is no credential for it`;
}

function isPrivate(world: World, imageUrl: string): boolean {
  const owner = ownerOf(imageUrl);
  const { privateImages = [] } = world.catalogue;
  return (
    (owner !== undefined && world.state.privateOwners.includes(owner)) ||
    privateImages.some((pattern) => matches(pattern, imageUrl))
  );
}

/** `*` stands for any text. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
}
