import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";
import { publicTcpPorts } from "./publicTcpPorts";

const opens = (where: string, port: number, allowed = "22"): string =>
  `${where} opens ${port}/tcp to everybody; the policy config allows as tcp: ${allowed}. Open it as ${port}/http, which goes through Novita's proxy, reach it through SSH, or add ${port} to "allowed" of public-tcp-ports.`;
const jupyter = (port: unknown, type: unknown) => ({ name: "Jupyter", port, type });

test.each<[string, object, readonly number[]]>([
  ["SSH and http", { ports: "22/tcp,80/http,5432/http" }, [22]],
  ["no ports", { ports: undefined }, []],
  ["an allowed port", { ports: "22/tcp, 5432/tcp" }, [22, 5432]],
  ["a tool by http", { ports: "", tools: [jupyter("8888", "http")] }, []],
  ["ports that are not known", { ports: UNKNOWN, tools: UNKNOWN }, []],
  [
    "a tool whose port or type is not known",
    { ports: "", tools: [jupyter(UNKNOWN, "tcp"), jupyter("1", UNKNOWN)] },
    [],
  ],
])("%s is allowed", (_, props, allowed) => {
  expect(saidBy(publicTcpPorts, instance({ ...props }), { allowed })).toEqual([]);
});

test.each<[string, object, object, string[]]>([
  ["a database", { ports: "22/tcp,5432/tcp" }, {}, [opens("ports", 5432)]],
  ["each of two", { ports: "9000/tcp, 80/http, 6379/tcp" }, {}, [opens("ports", 6379), opens("ports", 9000)]],
  ["SSH if none is allowed", { ports: "22/tcp" }, { allowed: [] }, [opens("ports", 22, "none")]],
  [
    "a tool",
    { tools: [jupyter("8888", "http"), jupyter("8889", "tcp")] },
    {},
    [opens("tools[1].port", 8889)],
  ],
])("%s is refused", (_, props, config, messages) => {
  expect(saidBy(publicTcpPorts, instance({ ...props }), config)).toEqual(messages);
});
