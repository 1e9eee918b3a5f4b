import { Redactor } from "../redact";
import { learnFromRequest, learningReaders } from "./learn";

const ID = "8097f1658f3e6ad1";
const shown = {
  id: ID,
  name: "trainer-1",
  productId: "4090.x",
  productName: "RTX 4090 24GB",
  imageUrl: "nginx:1.27.3",
  clusterName: "US-1 east",
  status: "pulling",
  statusError: { message: "trainer-1: canary-env as canary-ssh for canary-known" },
  envs: [
    { key: "A", value: "canary-env" },
    ...[ID, "trainer", "24GB", "1.27.3", "US-1"].map((value) => ({ key: "B", value })),
  ],
  connectComponentSSH: { sshCommand: "ssh", password: "canary-ssh" },
};
const said = "trainer-1: [redacted] as [redacted] for [redacted]";
const text = `canary-env canary-ssh ${ID} trainer 24GB 1.27.3 US-1`;
const clean = `[redacted] [redacted] ${ID} trainer 24GB 1.27.3 US-1`;

const knowing = (): Redactor => {
  const redactor = new Redactor();
  redactor.add("canary-known");
  return redactor;
};

test("an instance tells its secrets and its names, and says why it fails without any secret", () => {
  const redactor = knowing();
  expect(learningReaders(redactor).instance(shown).statusMessage).toBe(said);
  expect(redactor.redact(text)).toBe(clean);
});

test("so does each instance of a list", () => {
  const redactor = knowing();
  const { items, total } = learningReaders(redactor).instances({ instances: [shown], total: 1 });
  expect([items[0]?.statusMessage, total]).toEqual([said, 1]);
  expect(redactor.redact(text)).toBe(clean);
});

test("a product tells its names", () => {
  const redactor = new Redactor();
  redactor.addVariables("4090.16c62g", "24GB", "canary-env");
  const { products } = learningReaders(redactor);
  expect(products({ data: [{ id: "4090.16c62g", name: "RTX 4090 24GB" }] })).toHaveLength(1);
  expect(redactor.redact("4090.16c62g 24GB canary-env")).toBe("4090.16c62g 24GB [redacted]");
});

test("a request tells its secrets", () => {
  const redactor = new Redactor();
  learnFromRequest(redactor, undefined);
  learnFromRequest(redactor, {
    imageAuth: "robot:canary-1",
    envs: [{ key: "canary-key", value: "canary-2" }],
  });
  expect(redactor.redact("robot:canary-1 canary-1 canary-2 canary-key")).toBe(
    "[redacted] [redacted] [redacted] canary-key",
  );
});

test("what an instance needs tells its names and secrets, and says what is wrong without any secret", () => {
  const redactor = knowing();
  redactor.addVariables("store-1", "login-1", "lan-1", "tmpl-1", "team/a:1", "canary-env");
  const read = learningReaders(redactor);
  const state = { state: "creating", error: "no canary-known" };
  const network = { Id: "n", name: "lan-1", state };
  read.networkStorages({ data: [{ storageId: "s", storageName: "store-1" }], total: 1 });
  read.registryAuths({ data: [{ id: "a", name: "login-1", password: "canary-password" }] });
  read.templates({
    template: [{ Id: "t", name: "tmpl-1", envs: [{ key: "A", value: "canary-own" }] }],
    total: 1,
  });
  expect(read.network({ network: [network] })?.error).toBe("no [redacted]");
  expect(read.networks({ networks: [network], total: 1 }).items[0]?.error).toBe("no [redacted]");
  const task = { id: "p", imageUrl: "team/a:1", reason: ["no canary-password"] };
  expect(read.imagePrewarms({ data: [task], total: 1 }).items[0]?.reasons).toEqual(["no [redacted]"]);
  expect(redactor.redact("store-1 login-1 lan-1 tmpl-1 team/a:1 canary-env canary-password canary-own")).toBe(
    "store-1 login-1 lan-1 tmpl-1 team/a:1 [redacted] [redacted] [redacted]",
  );
});
