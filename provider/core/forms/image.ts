/** An image reference in its parts, each in one form: Docker Hub is `docker.io`, its own images are in `library/`. */
interface Image {
  /** Registry and repository: `docker.io/library/nginx`. */
  readonly name: string;
  /** `latest` if neither a tag nor a digest is given. */
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

const DOCKER_HUB: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

function parse(reference: string): Image {
  const [, given = "", tag, digest] = /^(.*?)(?::([^/:@]*))?(?:@(.*))?$/s.exec(reference.trim()) ?? [];
  return { name: fullName(given), tag: tag ?? (digest === undefined ? "latest" : undefined), digest };
}

/** What stands before the first slash is a registry if it could be a host; any other name is one of Docker Hub. */
function fullName(name: string): string {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(0, slash));
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const registry = isHost ? first.toLowerCase() : "docker.io";
  const path = isHost ? name.slice(slash + 1) : name;
  if (!DOCKER_HUB.has(registry)) return `${registry}/${path}`;
  return `docker.io/${path.includes("/") ? path : `library/${path}`}`;
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
