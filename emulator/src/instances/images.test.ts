import { testbed, type Testbed } from "../emulator.testkit";

const PRIVATE = "registry.example.com/team/app:1";
const PULL = (image: string) =>
  `failed to pull image ${image}: it is private, and there is no credential for it`;

async function shown(bed: Testbed, id: string): Promise<unknown> {
  const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
  const { status, statusError } = body as { status: string; statusError: unknown };
  return [status, statusError];
}

const upgrade = async (bed: Testbed, id: string, fields: object) => {
  await bed.post("/gpu/instance/upgrade", { instanceId: id, ...fields });
  bed.clock.advance(1000);
  return shown(bed, id);
};

const failed = (status: string, image: string) => [status, { state: "failed", message: PULL(image) }];

describe("an image that was once pulled with a credential", () => {
  it.each([{ imageAuth: "user:password" }, { imageAuthId: "auth-1" }])(
    "is private: after a create with %j a reset without one fails, and one with it helps",
    async (credential) => {
      const bed = testbed();
      const id = await bed.boot({ imageUrl: PRIVATE, ...credential });
      expect(await shown(bed, id)).toEqual(["running", null]);
      expect(await upgrade(bed, id, { imageUrl: PRIVATE })).toEqual(failed("exited", PRIVATE));
      expect(await bed.behind(id)).toMatchObject({ usdPerHour: 0.0125, hasCredential: false });
      expect(await upgrade(bed, id, { imageUrl: PRIVATE, imageAuthId: "auth-1" })).toEqual(["running", null]);
    },
  );

  it("makes all private that its owner has at that registry, and nothing else", async () => {
    const bed = testbed();
    await bed.boot({ imageUrl: PRIVATE, imageAuth: "u:p" });
    const without = async (imageUrl: string) => shown(bed, await bed.boot({ imageUrl }));
    const sibling = "REGISTRY.example.com/team/other@sha256:0123";
    expect(await without(sibling)).toEqual(failed("pulling", sibling));
    for (const other of [
      "registry.example.com/public/app:1",
      "registry.example.org/team/app:1",
      "team/app:1",
    ]) {
      expect(await without(other)).toEqual(["running", null]);
    }
  });

  it.each(["nginx:1.27", "docker.io/library/nginx", "index.docker.io/nginx"])(
    "is never private if everybody may pull it: %s",
    async (imageUrl) => {
      const bed = testbed();
      const id = await bed.boot({ imageUrl, imageAuth: "u:p" });
      expect(await upgrade(bed, id, { imageUrl })).toEqual(["running", null]);
    },
  );

  it("fails a start and a migration too, and leaves the instance stopped", async () => {
    const bed = testbed();
    const id = await bed.boot({ imageUrl: PRIVATE, imageAuth: "u:p" });
    await upgrade(bed, id, { imageUrl: PRIVATE });
    for (const operation of ["start", "migrate"]) {
      expect((await bed.post(`/gpu/instance/${operation}`, { instanceId: id })).status).toBe(200);
      bed.clock.advance(1000);
      expect(await shown(bed, id)).toEqual(failed("exited", PRIVATE));
    }
  });

  it("is pulled again with the credential of the order that names none in reads", async () => {
    const bed = testbed({ quirks: { inlineAuthId: "empty" } });
    const id = await bed.boot({ imageUrl: PRIVATE, imageAuth: "u:p" });
    await bed.post("/gpu/instance/migrate", { instanceId: id });
    bed.clock.advance(1000);
    expect(await shown(bed, id)).toEqual(["running", null]);
  });
});

describe("the catalogue's private images", () => {
  it("need a credential from the first order on", async () => {
    const packaged = testbed().desk.world.catalogue;
    const bed = testbed({ catalogue: { ...packaged, privateImages: ["ghcr.io/acme/*"] } });
    expect(await shown(bed, await bed.boot({ imageUrl: "ghcr.io/acme/app:1" }))).toEqual(
      failed("pulling", "ghcr.io/acme/app:1"),
    );
    expect(
      await shown(bed, await bed.boot({ imageUrl: "ghcr.io/acme/app:1", imageAuthId: "auth-1" })),
    ).toEqual(["running", null]);
    expect(await shown(bed, await bed.boot({ imageUrl: "ghcr.io/acmes/app:1" }))).toEqual(["running", null]);
  });

  it("are those of private.example.com in the packaged one", async () => {
    const bed = testbed();
    const image = "private.example.com/team/app:1";
    expect(await shown(bed, await bed.boot({ imageUrl: image }))).toEqual(failed("pulling", image));
  });
});
