import { Turns } from "./turns";

/** A turn that ends when it is told to. */
function turn(turns: Turns, key: string, done: string[], name: string) {
  let end: (failed?: boolean) => void = () => undefined;
  const ended = turns.take(key, async () => {
    done.push(`${name} begins`);
    await new Promise<void>((resolve, reject) => {
      end = (failed = false) => (failed ? reject(new Error(name)) : resolve());
    });
    return name;
  });
  return { ended, end: (failed?: boolean) => end(failed) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("of one key come one after another, also after one that failed; others do not wait", async () => {
  const done: string[] = [];
  const turns = new Turns();
  const [first, second, third] = ["first", "second", "third"].map((name) => turn(turns, "x", done, name));
  const beside = turn(turns, "y", done, "beside");
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
