import { declaration, inputs, inputsWith } from "../lifecycle/context.testkit";
import type { Inputs } from "../../resources/gpuInstance";
import { type Declaration, type Properties, UNKNOWN } from "../declaration";
import { Deployment } from "./deployment";

const olds: Properties = { ...inputs, status: "running" };
const bigger = inputsWith({ gpuNum: 2 });
const asNew = (by: Declaration): Inputs => inputsWith({ __declaration: by });
const isKept = (deployment: Deployment, id: string, by: Declaration | undefined): boolean =>
  !deployment.mayDelete(id, by);

const other = { ...declaration, name: "other" };

/** A run whose program declares both. */
function program(): Deployment {
  const deployment = new Deployment();
  for (const each of [declaration, other]) deployment.checked(each, undefined, undefined);
  return deployment;
}

describe("an instance that a resource of the program keeps", () => {
  test("is held, and kept from everybody but that resource", () => {
    const deployment = program();
    expect(deployment.met("i-1", declaration)).toBeUndefined();
    expect(deployment.whyNotAdopted("i-1")).toContain("manages it already");
    expect([declaration, other, undefined].map((each) => isKept(deployment, "i-1", each))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isKept(deployment, "i-2", other)).toBe(false);
  });

  test("is nobody's if only a refresh has met it: the program may have given it up", () => {
    const deployment = new Deployment();
    expect(deployment.met("i-1", declaration)).toBeUndefined();
    expect([deployment.whyNotAdopted("i-1"), isKept(deployment, "i-1", other)]).toEqual([undefined, false]);
  });

  test("is free for an heir, and no more kept, once it is to be replaced", () => {
    const deployment = program();
    deployment.met("i-1", declaration);
    deployment.diffed("i-1", declaration, { olds, news: inputsWith({ __declaration: declaration }) });
    expect([deployment.whyNotAdopted("i-1"), isKept(deployment, "i-1", other)]).toEqual([undefined, false]);
  });

  test("is no longer kept once its declaration is checked again", () => {
    const deployment = program();
    deployment.met("i-1", declaration);
    deployment.checked(other, asNew(other), undefined);
    expect(isKept(deployment, "i-1", other)).toBe(true);
    deployment.checked(declaration, asNew(declaration), undefined);
    expect(isKept(deployment, "i-1", other)).toBe(false);
  });

  test("that another one has too stays with the first, who is named", () => {
    const deployment = program();
    deployment.met("i-1", declaration);
    expect(deployment.met("i-1", other)).toEqual({ by: declaration });
    deployment.diffed("i-1", other, { olds, news: inputsWith({ __declaration: other }) });
    expect([declaration, other].map((each) => isKept(deployment, "i-1", each))).toEqual([false, true]);
  });
});

describe("an instance that was taken over", () => {
  test("is held, and kept also from the old half of its own resource", () => {
    const deployment = program();
    deployment.adopting("i-1", declaration, "adopted");
    expect(deployment.whyNotAdopted("i-1")).toContain("manages it already");
    expect(isKept(deployment, "i-1", declaration)).toBe(true);
  });

  test.each([[declaration], [undefined]])("by %p is not another resource's", (by) => {
    const deployment = program();
    deployment.adopting("i-1", by, "adopted");
    expect(deployment.met("i-1", other)).toEqual({ by });
  });
});

test("only a declaration that has no instance asks for one", () => {
  const deployment = new Deployment();
  deployment.checked(declaration, undefined, "i-1");
  expect(deployment.adopterOf("i-1")).toBeUndefined();
  deployment.checked(other, asNew(other), "i-1");
  expect([deployment.adopterOf("i-1"), deployment.adopterOf("i-2")]).toEqual([
    { by: other, stage: "asked" },
    undefined,
  ]);
});

describe("a replacement", () => {
  const announced = (): Deployment => {
    const deployment = new Deployment();
    deployment.diffed("i-1", declaration, { olds, news: bigger });
    return deployment;
  };
  const known = (deployment: Deployment): unknown[] => [
    deployment.replacementOf("i-1", {}),
    deployment.replacementFor(declaration),
  ];

  test("that was announced alone is none: a refresh asks diff as well", () => {
    expect(known(announced())).toEqual([undefined, undefined]);
  });

  test("of what depends on a thing that goes first is known before it is declared", () => {
    const deployment = new Deployment();
    const news = inputsWith({ clusterId: UNKNOWN });
    deployment.diffed("i-1", declaration, { olds, news });
    expect(known(deployment)).toEqual([{ id: "i-1", olds, news }, undefined]);
    deployment.deleted({ id: "i-1" });
    expect(known(deployment)).toEqual([undefined, undefined]);
  });

  test("is known, with what was checked last, until it is dropped", () => {
    const deployment = announced();
    const checked = inputsWith({ gpuNum: 2, name: "trainer-22375b5affffff" });
    deployment.checked(declaration, checked, undefined);
    const planned = { id: "i-1", olds, news: checked };
    expect(known(deployment)).toEqual([planned, planned]);
    deployment.deleted({ id: "i-2" });
    expect(known(deployment)).toEqual([planned, planned]);
    deployment.deleted({ id: "i-1" });
    expect(known(deployment)).toEqual([undefined, undefined]);
  });

  test("is nothing to another declaration", () => {
    const deployment = announced();
    for (const part of ["project", "stack", "type", "name"]) {
      deployment.checked({ ...declaration, [part]: "other" }, bigger, undefined);
    }
    expect(known(deployment)).toEqual([undefined, undefined]);
  });

  test("of an instance that nobody declared cannot be told", () => {
    const deployment = new Deployment();
    deployment.diffed("i-1", declaration, { olds, news: inputsWith({ __declaration: undefined }) });
    deployment.checked(declaration, bigger, undefined);
    expect(known(deployment)).toEqual([undefined, undefined]);
  });
});

/** A turn that ends when it is told to. */
function turn(deployment: Deployment, key: string, done: string[], name: string) {
  let end: (failed?: boolean) => void = () => undefined;
  const ended = deployment.inTurn(key, async () => {
    done.push(`${name} begins`);
    await new Promise<void>((resolve, reject) => {
      end = (failed = false) => (failed ? reject(new Error(name)) : resolve());
    });
    return name;
  });
  return { ended, end: (failed?: boolean) => end(failed) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("creates under one name come one after another, also after one that failed; others do not wait", async () => {
  const done: string[] = [];
  const deployment = new Deployment();
  const [first, second, third] = ["first", "second", "third"].map((name) =>
    turn(deployment, "x", done, name),
  );
  const beside = turn(deployment, "y", done, "beside");
  await settled();
  expect(done).toEqual(["first begins", "beside begins"]);
  first?.end(true);
  await expect(first?.ended).rejects.toThrow("first");
  await settled();
  expect(done.at(-1)).toBe("second begins");
  second?.end();
  expect(await second?.ended).toBe("second");
  await settled();
  third?.end();
  beside.end();
  expect([await third?.ended, await beside.ended, done]).toEqual([
    "third",
    "beside",
    ["first begins", "beside begins", "second begins", "third begins"],
  ]);
});
