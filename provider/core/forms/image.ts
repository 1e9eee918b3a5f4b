/** An image reference in its parts, whether or not they are right. */
export interface ImageParts {
  /** What stands before the first slash, if it could be a host. */
  readonly host?: string;
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

export function partsOf(reference: string): ImageParts {
  const [, name = "", tag, digest] = /^([^@]*?)(?::([^/@]*))?(?:@(.*))?$/s.exec(reference) ?? [];
  const [, host, path = name] = /^(localhost|[^/]*[.:][^/]*)\/(.*)$/s.exec(name) ?? [];
  return { host, path, tag, digest };
}

/** An image in one form: Docker Hub is `docker.io`, its own images are in `library/`. */
interface Image extends Pick<ImageParts, "tag" | "digest"> {
  /** Registry and repository: `docker.io/library/nginx`. */
  readonly name: string;
}

const DOCKER_HUB: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/** The tag is `latest` if neither a tag nor a digest is given. */
function parse(reference: string): Image {
  const { host = "docker.io", path, tag, digest } = partsOf(reference.trim());
  const registry = host.toLowerCase();
  const repository = DOCKER_HUB.has(registry) && !path.includes("/") ? `library/${path}` : path;
  const name = `${DOCKER_HUB.has(registry) ? "docker.io" : registry}/${repository}`;
  return { name, tag: tag ?? (digest === undefined ? "latest" : undefined), digest };
}

/**
 * An image reference in one form, so that two references are equal exactly if they name the same image: `nginx` is
 * `docker.io/library/nginx:latest`. A digest is the image, whatever tag stands beside it.
 */
export function canonicalImage(reference: string): string {
  if (reference.trim() === "") return "";
  const { name, tag, digest } = parse(reference);
  return digest === undefined ? `${name}:${tag}` : `${name}@${digest}`;
}

/**
 * Whether an image that an instance shows is the declared one, for an instance that is about to be taken over: the same
 * image, or the declared name and tag with the digest that the service has found for them. A digest without its tag may
 * be any version, so it is not.
 */
export function isDeclaredImage(shown: string, declared: string): boolean {
  if (canonicalImage(shown) === canonicalImage(declared)) return true;
  const [one, other] = [parse(shown), parse(declared)];
  return other.digest === undefined && one.name === other.name && one.tag === other.tag;
}

/**
 * Whether an image may be what the service makes of another one that has just been applied: it may get a registry, a
 * tag or a digest, but not become another name or tag. That would be somebody else's work, a killed run's say.
 */
export function mayBeSameImage(shown: string, declared: string): boolean {
  if (/^sha256:/.test(shown)) return true;
  const [one, other] = [parse(shown), parse(declared)];
  const sameTag = one.tag === undefined || other.tag === undefined || one.tag === other.tag;
  return lastPart(one) === lastPart(other) && sameTag;
}

function lastPart({ name }: Image): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
