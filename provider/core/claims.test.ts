import { Claims } from "./claims";
import { declaration } from "./lifecycle/context.testkit";

const other = { ...declaration, name: "other" };

/** A run whose program declares both. */
function program(): Claims {
  const claims = new Claims();
  for (const each of [declaration, other]) claims.declare(each, false, undefined);
  return claims;
}

describe("an instance that a resource of the program keeps", () => {
  test("is held, and kept from everybody but that resource", () => {
    const claims = program();
    expect(claims.meet("i-1", declaration)).toBeUndefined();
    expect(claims.reasonAgainst("i-1")).toContain("manages it already");
    expect([declaration, other, undefined].map((each) => claims.isKeptFrom("i-1", each))).toEqual([
      false,
      true,
      true,
    ]);
    expect(claims.isKeptFrom("i-2", other)).toBe(false);
  });

  test("is nobody's where only a refresh has met it: the program may have given it up", () => {
    const claims = new Claims();
    expect(claims.meet("i-1", declaration)).toBeUndefined();
    expect([claims.reasonAgainst("i-1"), claims.isKeptFrom("i-1", other)]).toEqual([undefined, false]);
  });

  test("is free for an heir, and no more kept, once it is to be replaced", () => {
    const claims = program();
    claims.meet("i-1", declaration);
    claims.giveUp("i-1", declaration);
    expect([claims.reasonAgainst("i-1"), claims.isKeptFrom("i-1", other)]).toEqual([undefined, false]);
  });

  test("is no more kept once its declaration is checked anew", () => {
    const claims = program();
    claims.meet("i-1", declaration);
    claims.declare(other, true, undefined);
    expect(claims.isKeptFrom("i-1", other)).toBe(true);
    claims.declare(declaration, true, undefined);
    expect(claims.isKeptFrom("i-1", other)).toBe(false);
  });

  test("that another one has too stays with the first, who is named", () => {
    const claims = program();
    claims.meet("i-1", declaration);
    expect(claims.meet("i-1", other)).toEqual({ by: declaration });
    claims.giveUp("i-1", other);
    expect([declaration, other].map((each) => claims.isKeptFrom("i-1", each))).toEqual([false, true]);
  });
});

describe("an instance that was taken over", () => {
  test("is held, and kept also from the old half of its own resource", () => {
    const claims = program();
    claims.take("i-1", declaration);
    expect(claims.reasonAgainst("i-1")).toContain("manages it already");
    expect(claims.isKeptFrom("i-1", declaration)).toBe(true);
  });

  test.each([[declaration], [undefined]])("by %p is not another resource's", (by) => {
    const claims = program();
    claims.take("i-1", by);
    expect(claims.meet("i-1", other)).toEqual({ by });
  });
});

test("only a declaration that has no instance asks for one", () => {
  const claims = new Claims();
  claims.declare(declaration, false, "i-1");
  expect(claims.askedBy("i-1")).toBeUndefined();
  claims.declare(other, true, "i-1");
  expect([claims.askedBy("i-1"), claims.askedBy("i-2")]).toEqual([{ by: other, stage: "asked" }, undefined]);
});
