import { TransportFault } from "../errors";
import { type Environment, proxyFor } from "./proxy";

const NOVITA = "https://api.novita.ai";
const proxyOf = (env: Environment, target = NOVITA): string | undefined => proxyFor(target, env)?.href;

test.each<[string, Environment, string | undefined]>([
  ["nothing set", {}, undefined],
  ["HTTPS_PROXY", { HTTPS_PROXY: "http://p:3128" }, "http://p:3128/"],
  ["small letters win", { HTTPS_PROXY: "http://p:1", https_proxy: "http://q:2" }, "http://q:2/"],
  ["ALL_PROXY", { ALL_PROXY: "http://p:3128" }, "http://p:3128/"],
  ["the more special one wins", { all_proxy: "http://p:1", HTTPS_PROXY: "http://q:2" }, "http://q:2/"],
  ["HTTP_PROXY is for plain http", { HTTP_PROXY: "http://p:3128" }, undefined],
  ["without a scheme it is http", { HTTPS_PROXY: "p.example.com:3128" }, "http://p.example.com:3128/"],
  ["with a login", { HTTPS_PROXY: "http://u:p%40s@p:3128" }, "http://u:p%40s@p:3128/"],
  ["over https", { HTTPS_PROXY: "https://p" }, "https://p/"],
  ["set to nothing", { https_proxy: "", HTTPS_PROXY: " " }, undefined],
])("%s", (_, env, proxy) => {
  expect(proxyOf(env)).toBe(proxy);
});

test("plain http never has one", () => {
  const env = { HTTP_PROXY: "http://p", HTTPS_PROXY: "http://p", ALL_PROXY: "http://p" };
  expect(proxyOf(env, "http://localhost:8080")).toBeUndefined();
});

test.each(["socks5://p:1080", "http://", "http://a b", "ftp://p"])("%s is no proxy's address", (text) => {
  expect(() => proxyOf({ HTTPS_PROXY: text })).toThrow(
    new TransportFault("proxy", "it is not the address of an http(s) proxy", false),
  );
});

test.each<[string, string, boolean]>([
  ["*", NOVITA, true],
  ["api.novita.ai", NOVITA, true],
  ["API.Novita.AI", NOVITA, true],
  ["novita.ai", NOVITA, true],
  [".novita.ai", NOVITA, true],
  ["*.novita.ai", NOVITA, true],
  ["vita.ai", NOVITA, false],
  ["example.com", NOVITA, false],
  ["localhost, example.com novita.ai", NOVITA, true],
  ["api.novita.ai:443", NOVITA, true],
  ["api.novita.ai:8443", NOVITA, false],
  ["api.novita.ai:8443", "https://api.novita.ai:8443", true],
  [",, ,", NOVITA, false],
  ["", NOVITA, false],
  ["127.0.0.1", "https://127.0.0.1:9", true],
  ["::1", "https://[::1]:9", true],
  ["[::1]", "https://[::1]:9", true],
  ["[::1]:9", "https://[::1]:9", true],
  ["[::1]:8", "https://[::1]:9", false],
])("NO_PROXY %j for %s", (noProxy, target, exempt) => {
  const env = { HTTPS_PROXY: "http://p:3128", NO_PROXY: noProxy };
  expect(proxyOf(env, target) === undefined).toBe(exempt);
});
