import type { Instance } from "../../api";
import { observedForms } from "./bound.testkit";
import { asRead } from "./fromLive";
import type { State } from "./inputs";

test("another image is no form of the declared one, whenever it is seen", () => {
  const declared = { imageUrl: "nginx:1.27", command: "run" };
  expect(observedForms({ imageUrl: "nginx:1.28", command: "run " }, declared)).toEqual({ command: "run " });
  expect(observedForms({ imageUrl: "nginx:1.27@sha256:1", command: "run" }, declared)).toEqual({
    imageUrl: "nginx:1.27@sha256:1",
  });
});

describe("an instance out of a list, as a read would show it", () => {
  const endpoint = { port: 80, type: "http", endpoint: "https://a.example" };
  const listed: Instance = {
    ...{ id: "i-1", status: "running", productId: "4090", rootfsSize: 60, spotStatus: "", secrets: [] },
    ...{ productName: "RTX 4090", clusterName: "US-1", createdAt: 1_767_225_600, ports: [endpoint] },
  };
  const olds = {
    ...{ status: "running", productId: "4090", rootfsSize: 60, imageUrl: "nginx" },
    ...{ sshCommand: "ssh root@proxy", sshPassword: "canary", jupyterUrl: "https://j.example" },
    ...{ productName: "RTX 4090", clusterName: "US-1", createdAt: "2026-01-01T00:00:00Z" },
    endpoints: [{ port: 80, type: "http", url: "https://a.example" }],
  } as unknown as State;
  const stopped = { ...listed, status: "exited", ports: [] };

  test("has the way in that the state keeps, if it ran before and nothing else has changed", () => {
    expect(asRead(listed, olds)).toStrictEqual({
      ...listed,
      ssh: { command: "ssh root@proxy", password: "canary" },
      jupyter: { url: "https://j.example" },
    });
  });

  test("has none if it does not run, and did not", () => {
    const before = { status: "exited", productId: "4090", rootfsSize: 60, endpoints: [] } as unknown as State;
    expect(asRead(stopped, before)).toEqual(stopped);
    const releaseDataAt = "2026-01-08T00:00:00Z";
    expect(asRead(stopped, { ...before, releaseDataAt })).toEqual({
      ...stopped,
      releaseDataAt: Date.parse(releaseDataAt) / 1000,
    });
  });

  test.each<[string, Partial<Instance>, Partial<State>]>([
    ["it did not run before", {}, { status: "exited" }],
    ["it does not run any more", { status: "exited" }, {}],
    ["it stands no more as it did", { status: "toStart" }, { status: "exited", releaseDataAt: "2026-01-08" }],
    ["the state knows no way in", {}, { sshCommand: undefined, sshPassword: undefined }],
    ["it is reached under another address", { ports: [{ ...endpoint, endpoint: "https://b.example" }] }, {}],
    ["the list shows no addresses", { ports: [{ port: 80, type: "http" }] }, {}],
    ["the list shows no product", { productId: undefined }, {}],
    ["the list shows no name of the product", { productName: undefined }, {}],
    ["the list says nothing of its spot capacity", { billingMode: "spot", spotStatus: undefined }, {}],
  ])("is not known if %s", (_what, live, before) => {
    expect(asRead({ ...listed, ...live }, { ...olds, ...before })).toBeUndefined();
  });

  test("without a state, is one that shows its way in by itself", () => {
    const found = { ...listed, ssh: { command: "ssh" } };
    expect([asRead(found), asRead(listed), asRead(stopped)]).toEqual([found, undefined, undefined]);
  });
});
