import { bed, type Bed, declaration, inputsWith } from "../../../core/lifecycle/context.testkit";
import { failing, fault, refusal } from "../fakeAccount.testkit";
import { UNKNOWN } from "../../../core";
import type { Inputs } from "../inputs";
import { credentialObstacles, diskFailure, mountObstacles, obstacles } from "./obstacles";

const storages = (...ids: string[]) => ids.map((id, at) => ({ id, mountPoint: `/${at}` }));
const placed = ({ account }: Bed): void => {
  Object.assign(account.places, { "s-7": "us-ca-6", "s-8": "8", "n-7": "us-ca-6", "n-8": "8" });
  account.lacks.push("s-typo", "vpc-typo");
  account.clusters.push({ id: "12", hasNetworkStorage: false, hasNetworks: false });
  account.offers["8"] = ["h100"];
};

async function found(more: Partial<Inputs>, prepare: (it: Bed) => void = placed): Promise<string[]> {
  const it = bed();
  prepare(it);
  const failures = await obstacles(it.ctx, inputsWith(more));
  for (const { property, reason } of failures) expect(reason).toMatch(property);
  return failures.map(({ reason }) => reason);
}

const ELSEWHERE = "serves its own cluster only.";
const NOT_OFFERED =
  'productId is "4090", which cluster "8" does not offer now. Choose another productId or cluster.';

test.each<[string, Partial<Inputs>]>([
  ["nothing beside the product", {}],
  ["empty texts and lists", { clusterId: "", networkId: "", imageAuthId: "", networkStorages: [] }],
  ["a cluster", { clusterId: "us-ca-6" }],
  ["storages of one cluster, and no cluster", { networkStorages: storages("s-7") }],
  [
    "all in one cluster",
    { clusterId: "us-ca-6", networkId: "n-7", networkStorages: storages("s-7", "s-any") },
  ],
  ["a credential", { imageAuthId: "a-1" }],
  [
    "what a preview does not know",
    {
      clusterId: UNKNOWN,
      networkId: UNKNOWN,
      imageAuthId: UNKNOWN,
      networkStorages: UNKNOWN as never,
    },
  ],
  ["a storage that a preview does not know", { networkStorages: storages(UNKNOWN, "s-7") }],
  ["a product that a preview does not know", { clusterId: "8", productId: UNKNOWN }],
])("nothing is against %s", async (_what, more) => {
  expect(await found(more)).toEqual([]);
});

test.each<[string, Partial<Inputs>, string[]]>([
  [
    "a cluster that is not listed",
    { clusterId: "99", networkStorages: storages("s-typo") },
    [
      'clusterId is "99", which is no cluster of Novita\'s. Write one of "us-ca-6", "8", "12", or leave it out for any.',
    ],
  ],
  [
    "a line break behind an id",
    { clusterId: "7\n" },
    [
      'clusterId is "7\\n", which is no cluster of Novita\'s. Write one of "us-ca-6", "8", "12", or leave it out for any.',
    ],
  ],
  [
    "a network that is not there",
    { networkId: "vpc-typo" },
    ['networkId is "vpc-typo", which is no VPC network of this account. Correct the id.'],
  ],
  [
    "a storage that is not there",
    { networkStorages: storages("s-7", "s-typo") },
    ['networkStorages[1].id is "s-typo", which is no network storage of this account. Correct the id.'],
  ],
  [
    "a storage of another cluster",
    { clusterId: "us-ca-6", networkStorages: storages("s-8") },
    [`networkStorages[0].id is in cluster "8", but clusterId is "us-ca-6": a network storage ${ELSEWHERE}`],
  ],
  [
    "storages of two clusters",
    { networkStorages: storages("s-7", "s-8") },
    [
      `networkStorages[1].id is in cluster "8", but networkStorages[0].id is in cluster "us-ca-6": a network storage ${ELSEWHERE}`,
    ],
  ],
  [
    "a network of another cluster than the storages",
    { networkId: "n-8", networkStorages: storages("s-7") },
    [
      `networkId is in cluster "8", but networkStorages[0].id is in cluster "us-ca-6": a VPC network ${ELSEWHERE}`,
    ],
  ],
  ["a product that its cluster does not have", { clusterId: "8" }, [NOT_OFFERED]],
  [
    "a product that the cluster of a storage does not have",
    { networkStorages: storages("s-8") },
    [NOT_OFFERED],
  ],
  ["a product that the cluster of a network does not have", { networkId: "n-8" }, [NOT_OFFERED]],
  [
    "a cluster without storages and networks",
    { clusterId: "12", networkId: "n-any", networkStorages: storages("s-any") },
    [
      'networkStorages needs network storage, which cluster "12" does not have. Choose another cluster.',
      'networkId needs VPC networks, which cluster "12" does not have. Choose another cluster.',
    ],
  ],
  [
    "a credential that is not there, beside a wrong cluster",
    { clusterId: "99", imageAuthId: "a-404" },
    [
      'clusterId is "99", which is no cluster of Novita\'s. Write one of "us-ca-6", "8", "12", or leave it out for any.',
      'imageAuthId is "a-404", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
    ],
  ],
])("%s is said", async (_what, more, expected) => {
  expect(await found(more)).toEqual(expected);
});

test("of many clusters the first are named", async () => {
  const many = Array.from({ length: 13 }, (_each, at) => ({ id: `c${at}` }));
  const [said] = await found({ clusterId: "x" }, ({ account }) => account.clusters.splice(0, 9, ...many));
  expect(said).toMatch(/Write one of "c0", .*"c11", \.\.\., or leave it out/);
});

test.each<[string, Partial<Inputs>]>([
  ["listClusters", { clusterId: "us-ca-6" }],
  ["listNetworkStorages", { networkStorages: storages("s-7") }],
  ["getNetwork", { networkId: "n-7" }],
  ["listRegistryAuths", { imageAuthId: "a-1" }],
])("what %s cannot tell is not known", async (name, more) => {
  for (const error of [
    fault(name as "listClusters"),
    refusal(name as "listClusters", 404, "API_NOT_FOUND", "api not found"),
  ]) {
    const it = bed();
    it.account.rule(name as "listClusters", failing(error));
    await expect(obstacles(it.ctx, inputsWith(more))).rejects.toBe(error);
  }
});

test("one answer serves a whole stack for a minute, and is asked for again afterwards, or when one of the last second is needed", async () => {
  const { ctx, account, clock } = bed();
  const all = inputsWith({
    clusterId: "us-ca-6",
    networkId: "n",
    networkStorages: storages("s"),
    imageAuthId: "a-1",
  });
  const asked = [
    "getNetwork n",
    "listClusters",
    "listNetworkStorages s",
    "listProducts",
    "listRegistryAuths",
  ];
  const round = async (): Promise<string[]> => {
    account.clear();
    await obstacles(ctx, all);
    return account.log().sort();
  };
  expect([await round(), await round()]).toEqual([asked, []]);
  clock.advance(60_000);
  expect(await round()).toEqual(asked);
  ctx.answers.forget();
  expect(await round()).toEqual([]);
  clock.advance(1_000);
  ctx.answers.forget();
  expect(await round()).toEqual(asked);
});

test("what an instance that exists is to mount has to be where it is", async () => {
  const it = bed();
  placed(it);
  const networkStorages = [...storages("s-7", "s-typo"), { id: "s-gone", mountPoint: "" }];
  it.account.lacks.push("s-gone");
  const typo =
    'networkStorages[1].id is "s-typo", which is no network storage of this account. Correct the id.';
  const reasons = async (clusterId?: string): Promise<string[]> =>
    (await mountObstacles(it.ctx, { networkStorages }, clusterId)).map(({ reason }) => reason);
  expect(await reasons()).toEqual([typo]);
  expect(await reasons("8")).toEqual([
    `networkStorages[0].id is in cluster "us-ca-6", but the instance is in cluster "8": a network storage ${ELSEWHERE}`,
    typo,
  ]);
  expect(await credentialObstacles(it.ctx, {})).toEqual([]);
});

test.each([
  [9, 'rootfsSize is 9, but product "p" takes from 10 to 100 GB.'],
  [10, undefined],
  [100, undefined],
  [101, 'rootfsSize is 101, but product "p" takes from 10 to 100 GB.'],
])("a root disk of %p GB", (rootfsSize, expected) => {
  const product = { id: "p", monthly: [], minRootfsGb: 10, maxRootfsGb: 100 };
  const { ctx } = bed();
  const inputs = inputsWith({ rootfsSize });
  expect(diskFailure(ctx, product, inputs)?.reason).toBe(expected);
  expect([diskFailure(ctx, undefined, inputs), diskFailure(ctx, { id: "p", monthly: [] }, inputs)]).toEqual([
    undefined,
    undefined,
  ]);
});

test("what the program has marked as secret is named and not shown", async () => {
  const it = bed();
  placed(it);
  const marked = (more: Partial<Inputs>, ...secret: string[]): Inputs =>
    inputsWith({ ...more, __declaration: { ...declaration, secret } } as Partial<Inputs>);
  const reasons = async (inputs: Inputs): Promise<string> =>
    (await obstacles(it.ctx, inputs)).map(({ reason }) => reason).join(" ");
  const all = ["clusterId", "networkStorages[0].id", "networkId", "imageAuthId", "productId", "rootfsSize"];
  it.account.lacks.push("canary-s", "canary-n");
  const canaries = { networkStorages: storages("canary-s"), networkId: "canary-n", imageAuthId: "canary-a" };
  expect(await reasons(marked({ ...canaries, clusterId: "canary-c" }, ...all))).not.toMatch("canary");
  expect(await reasons(marked(canaries, ...all))).toMatch(/\[secret\].*\[secret\].*\[secret\]/);
  expect(await reasons(marked({ clusterId: "8", networkStorages: storages("s-7") }, ...all))).not.toMatch(
    /"[78]",|4090/,
  );
  const product = { id: "canary-p", monthly: [], maxRootfsGb: 50 };
  expect(diskFailure(it.ctx, product, marked({ rootfsSize: 4711 }, ...all))?.reason).toBe(
    "rootfsSize is [secret], but product [secret] takes from 0 to 50 GB.",
  );
});
