import { TransportFault } from "../errors";

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy through which an https URL is reached: `HTTPS_PROXY` or else `ALL_PROXY`, unless `NO_PROXY` names the
 * host; small letters win, as in curl. `undefined` for a direct connection. Plain http is for this machine alone and
 * has no proxy: it would carry the key away unencrypted.
 *
 * @throws TransportFault when the variable holds no address of an http(s) proxy.
 */
export function proxyFor(target: string, env: Environment): URL | undefined {
  const url = new URL(target);
  const text = either(env, "https_proxy") ?? either(env, "all_proxy");
  if (url.protocol !== "https:" || !text || isExempt(url, either(env, "no_proxy") ?? "")) return undefined;
  const full = text.includes("://") ? text : `http://${text}`;
  const proxy = URL.canParse(full) ? new URL(full) : undefined;
  if (proxy?.protocol === "http:" || proxy?.protocol === "https:") return proxy;
  throw new TransportFault("proxy", "it is not the address of an http(s) proxy", false);
}

function either(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || env[name.toUpperCase()]?.trim() || undefined;
}

/** `NO_PROXY`: names or addresses with or without a port, each for itself and all names below it; `*` for all. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || "443";
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = "", itsPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (name === "*") return true;
      if (itsPort !== undefined && itsPort !== port) return false;
      const bare = name.replace(/^\*?\./, "");
      return host === bare || host === `[${bare}]` || host.endsWith(`.${bare}`);
    });
}
