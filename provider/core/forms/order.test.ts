import { inDeclaredOrder } from "../../resources/gpuInstance/lists";
import { portsInOrder } from "./order";

type Pairs = readonly (readonly [string, string?])[];

const envs = (pairs: Pairs) => pairs.map(([key, value]) => ({ key, value }));
const storages = (pairs: Pairs) =>
  pairs.map(([id, mountPoint]) => ({ id, ...(mountPoint !== undefined && { mountPoint }) }));

const declaredEnvs = envs([
  ["TOKEN", "t-1"],
  ["MODE", "slow"],
]);

test.each<[string, Pairs, Pairs]>([
  [
    "in another order, one changed",
    [
      ["MODE", "fast"],
      ["TOKEN", "t-1"],
    ],
    [
      ["TOKEN", "t-1"],
      ["MODE", "fast"],
    ],
  ],
  [
    "with one more in front",
    [
      ["X", "1"],
      ["TOKEN", "t-1"],
      ["MODE", "slow"],
    ],
    [
      ["TOKEN", "t-1"],
      ["MODE", "slow"],
      ["X", "1"],
    ],
  ],
  [
    "without the first",
    [["MODE", "slow"]],
    [
      ["TOKEN", ""],
      ["MODE", "slow"],
    ],
  ],
  ["without the last", [["TOKEN", "t-1"]], [["TOKEN", "t-1"]]],
  [
    "with another one for the last",
    [
      ["X", "1"],
      ["TOKEN", "t-1"],
    ],
    [
      ["TOKEN", "t-1"],
      ["MODE", ""],
      ["X", "1"],
    ],
  ],
  [
    "with one twice",
    [
      ["TOKEN", "t-2"],
      ["TOKEN", "t-1"],
      ["MODE", "fast"],
    ],
    [
      ["TOKEN", "t-1"],
      ["MODE", "fast"],
      ["TOKEN", "t-2"],
    ],
  ],
  [
    "all of them others",
    [
      ["Y", "2"],
      ["X", "1"],
    ],
    [
      ["TOKEN", ""],
      ["MODE", ""],
      ["Y", "2"],
      ["X", "1"],
    ],
  ],
  ["none", [], []],
])("variables that are shown %s", (_how, live, expected) => {
  expect(inDeclaredOrder("envs", envs(live), declaredEnvs)).toEqual(envs(expected));
});

const declaredStorages = storages([["s-a", "/a"], ["s-b", "/b"], ["s-c"]]);

test.each<[string, Pairs, Pairs]>([
  [
    "in another order, one moved",
    [
      ["s-c", "/network"],
      ["s-b", "/b"],
      ["s-a", "/x"],
    ],
    [
      ["s-a", "/x"],
      ["s-b", "/b"],
      ["s-c", "/network"],
    ],
  ],
  [
    "with another one at the same place",
    [
      ["s-c", "/network"],
      ["s-b", "/b"],
      ["s-x", "/a"],
    ],
    [
      ["s-x", "/a"],
      ["s-b", "/b"],
      ["s-c", "/network"],
    ],
  ],
  [
    "with two exchanged",
    [
      ["s-a", "/b"],
      ["s-b", "/a"],
    ],
    [
      ["s-a", "/b"],
      ["s-b", "/a"],
    ],
  ],
  [
    "without the first",
    [
      ["s-b", "/b"],
      ["s-c", "/network"],
    ],
    [
      ["s-a", ""],
      ["s-b", "/b"],
      ["s-c", "/network"],
    ],
  ],
  [
    "with one mounted twice",
    [
      ["s-a", "/z"],
      ["s-a", "/a"],
      ["s-b", "/b"],
    ],
    [
      ["s-a", "/a"],
      ["s-b", "/b"],
      ["s-c", ""],
      ["s-a", "/z"],
    ],
  ],
])("storages that are shown %s", (_how, live, expected) => {
  expect(inDeclaredOrder("networkStorages", storages(live), declaredStorages)).toEqual(storages(expected));
});

test.each([
  ["80/http, 22/tcp", "22/tcp,80/http,9000/tcp", "80/http, 22/tcp, 9000/tcp"],
  ["80/http,22/tcp", "22/tcp,80/http,9000/tcp", "80/http,22/tcp,9000/tcp"],
  ["80/http, 22/tcp", "22/tcp", "22/tcp"],
  ["80/http, 22/tcp, 90/tcp", "80/tcp,90/tcp", "80/tcp, 90/tcp"],
  ["80/http, 22/tcp", "9000/tcp,9001/http", "9000/tcp, 9001/http"],
  ["", "9000/tcp,9001/http", "9000/tcp,9001/http"],
  ["80/http,\n  22/tcp\n", "22/tcp,80/http,81/tcp", "80/http,\n  22/tcp\n, 81/tcp"],
])("of the declared ports %j, shown as %s, remain %j", (declared, live, expected) => {
  expect(portsInOrder(live, declared)).toBe(expected);
});

test.each([undefined, null, "x", [null]])("beside %p what is shown stays as it is", (declared) => {
  const live = envs([
    ["B", "1"],
    ["A", "2"],
  ]);
  expect(inDeclaredOrder("envs", live, declared)).toEqual(live);
  expect(inDeclaredOrder("imageUrl", "nginx", declared)).toBe("nginx");
});
