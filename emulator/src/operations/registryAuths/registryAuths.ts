import { born, discard, drawUuid, existing, holdingsOf, keep, listed } from "../../holdings/account";
import { needUnusedAuth } from "../../holdings/use";
import type { Operation } from "../operation";

const MASK = "******";

/** Answers no id: a client has to find the entry in the list. */
export const authSave: Operation = {
  name: "authSave",
  method: "POST",
  path: "/repository/auth/save",
  births: ["invisible"],
  run: (world, { body, birth }) => {
    const name = body.text("name", { min: 1, max: 255, required: true });
    const username = body.text("username", { min: 1, max: 511, required: true });
    const password = body.text("password", { min: 1, max: 1024, required: true });
    const [same] =
      world.quirks.authSameName === "update"
        ? holdingsOf(world, "registryAuth").filter((one) => one.name === name)
        : [];
    if (same) keep(world, { ...same, username, password });
    else
      keep(world, {
        ...born(world, birth),
        kind: "registryAuth",
        id: drawUuid(world),
        name,
        username,
        password,
      });
  },
};

export const authList: Operation = {
  name: "authList",
  method: "GET",
  path: "/repository/auths",
  run: (world) => ({
    data: listed(world, "registryAuth").map(({ id, name, username, password }) => ({
      id,
      name,
      username,
      password: world.quirks.passwords === "masked" ? MASK : password,
    })),
  }),
};

export const authDelete: Operation = {
  name: "authDelete",
  method: "POST",
  path: "/repository/auth/delete",
  run: (world, { body }) => {
    const auth = existing(world, "registryAuth", body.text("id", { min: 1, max: 255, required: true }));
    needUnusedAuth(world, auth.id);
    discard(world, auth);
  },
};
