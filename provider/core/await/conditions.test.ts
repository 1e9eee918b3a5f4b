import { applied, begun, gone, ready } from "../../resources/gpuInstance/bound.testkit";
import { fault } from "../../resources/gpuInstance/fakeAccount.testkit";
import type { Instance } from "../../api";
import type { Sighting } from "../model";
import { LAG_MS } from "./times";

const label = 'GPU instance "trainer" (i-1)';
const live = (status: string, more: Partial<Instance> = {}): Instance => ({
  id: "i-1",
  status,
  secrets: [],
  ...more,
});
const sight = (status: string, more?: Partial<Instance>): Sighting => ({
  kind: "seen",
  live: live(status, more),
});
const absent: Sighting = { kind: "absent" };
const unclear: Sighting = { kind: "unclear", error: fault("listInstances") };
const wait = { kind: "wait" };
const failed = (message: string) => ({ kind: "failed", message: `${label} ${message}` });

const DELETED = (status: string): string =>
  `is being deleted by somebody else (status ${status}). Wait until it is gone, run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`;
const STOPPED =
  "has stopped instead of running (stopped (exited)). Its disk is still billed. `pulumi up` starts it; if its container ended by itself, its logs in Novita's console say why: correct the program first. Run `pulumi destroy`, or remove it from the program, to end its bill.";
const GONE =
  "has disappeared. It was deleted outside Pulumi. Run `pulumi refresh` to take it out of the state, then `pulumi up` to create it again.";

const pending =
  "toCreate creating pulling toStart starting toStop stopping toRestart restarting toReset resetting migrating pending somethingNew".split(
    " ",
  );

describe("waiting for an instance to run", () => {
  test.each(pending)("%s is waited out", (status) => {
    expect(ready({ label })(sight(status), 3_600_000)).toEqual(wait);
  });

  test("frozen is waited out for a minute, since a payment may take that long to show", () => {
    const condition = ready({ label });
    const frozen = (reason = ""): string =>
      `is frozen (freezing)${reason}, most likely because the account is in arrears. Top up the account in Novita's console, then run \`pulumi up\` again to go on waiting. Run \`pulumi destroy\`, or remove it from the program, to end its bill.`;
    expect(condition(sight("pulling"), 3_600_000)).toEqual(wait);
    expect(condition(sight("freezing"), 3_600_000)).toEqual(wait);
    expect(condition(sight("freezing"), 3_600_000 + LAG_MS - 1)).toEqual(wait);
    expect(condition(sight("freezing"), 3_600_000 + LAG_MS)).toEqual(failed(frozen()));
    const said = sight("freezing", { statusMessage: "balance" });
    expect(condition(said, 3_600_000 + LAG_MS)).toEqual(failed(frozen(": balance")));
  });

  test("running is the goal", () => {
    expect(ready({ label })(sight("running"), 0)).toEqual({ kind: "done", live: live("running") });
  });

  test("running is the goal, whatever an old error of it still says", () => {
    const old = { statusMessage: "old trouble" };
    expect(ready({ label })(sight("running", old), 0)).toEqual({
      kind: "done",
      live: live("running", old),
    });
  });

  test("exited fails at once", () => {
    expect(ready({ label })(sight("exited"), 0)).toEqual(failed(STOPPED));
  });

  test("exited fails with the service's reason", () => {
    const verdict = ready({ label })(sight("exited", { statusMessage: "exit code 1" }), 0);
    expect(verdict).toEqual(failed(STOPPED.replace("(exited))", "(exited)): exit code 1")));
  });

  test("exited may be an old answer right after a start", () => {
    const condition = ready({ label, wasMoved: true });
    expect(condition(sight("exited"), LAG_MS - 1)).toEqual(wait);
    expect(condition(sight("exited"), LAG_MS)).toEqual(failed(STOPPED));
  });

  test.each(["reclaiming", "terminated"])(
    "a spot instance that is %s has lost its capacity",
    (spotStatus) => {
      expect(ready({ label })(sight("exited", { spotStatus }), 0)).toEqual(
        failed(
          "was stopped because its spot capacity was taken back (stopped (exited)). Run `pulumi up` again to have it moved to another machine. Run `pulumi destroy`, or remove it from the program, to end its bill.",
        ),
      );
    },
  );

  test("a reclaim that is only announced is no stop", () => {
    expect(ready({ label })(sight("pulling", { spotStatus: "notified" }), 0)).toEqual(wait);
  });

  test.each(["toRemove", "removing", "removed"])("%s fails at once", (status) => {
    expect(ready({ label })(sight(status), 0)).toEqual(failed(DELETED(status)));
  });

  test("a reason of the service's fails at once, and shows no terminal escapes", () => {
    const verdict = ready({ label })(
      sight("pulling", { statusMessage: "pull failed:\u001b[31m unexpected\nEOF" }),
      0,
    );
    expect(verdict).toEqual(
      failed(
        "cannot start: pull failed: unexpected EOF (status pulling). It still exists and may be billed. Correct the program and run `pulumi up` again, or run `pulumi destroy` to end its bill.",
      ),
    );
  });

  test("a look that failed says nothing", () => {
    expect(ready({ label })(unclear, 3_600_000)).toEqual(wait);
  });

  test("one that was never seen may show up late, but not for ever", () => {
    const condition = ready({ label });
    expect(condition(absent, 119_999)).toEqual(wait);
    expect(condition(absent, 120_000)).toEqual(
      failed(
        "was accepted, but has not shown up within 2m. It may still do so, and is billed then. Run `pulumi up` again in a few minutes; if it is not there then, `pulumi refresh` takes it out of the state.",
      ),
    );
  });

  test("one that existed before may be missing for a while, and has disappeared then", () => {
    const condition = ready({ label, existed: true });
    expect(condition(absent, LAG_MS - 1)).toEqual(wait);
    expect(condition(absent, LAG_MS)).toEqual(failed(GONE));
  });

  test("one that was seen and is not there any more has disappeared", () => {
    const condition = ready({ label });
    condition(sight("creating"), 0);
    expect(condition(absent, 1)).toEqual(failed(GONE));
  });
});

describe("waiting for an instance to be gone", () => {
  test.each(["running", "exited", "toRemove", "removing", "pulling", "somethingNew"])(
    "%s is waited out",
    (status) => {
      expect(gone(sight(status), LAG_MS - 1)).toEqual(wait);
    },
  );
  test.each([absent, sight("removed")])("%j is the goal", (sighting) => {
    expect(gone(sighting, 0)).toEqual({ kind: "done" });
  });
  test.each(["toRemove", "removing"])("%s is waited out for as long as it takes", (status) => {
    expect(gone(sight(status), 3_600_000)).toEqual(wait);
  });
  test.each(["running", "exited", "pulling"])("%s for a minute says that the deletion was lost", (status) => {
    expect(gone(sight(status), LAG_MS)).toEqual({ kind: "done", live: live(status) });
  });
  test("a look that failed says nothing", () => {
    expect(gone(unclear, 3_600_000)).toEqual(wait);
  });
});

describe("waiting for a change to have taken effect", () => {
  const shows = ({ imageUrl }: Instance): boolean => imageUrl === "new";

  test.each(["running", "exited"])("%s counts once it shows the change", (status) => {
    const condition = applied({ label, shows });
    expect(condition(sight(status, { imageUrl: "old" }), 0)).toEqual(wait);
    expect(condition(sight(status, { imageUrl: "new" }), 1)).toEqual({
      kind: "done",
      live: live(status, { imageUrl: "new" }),
    });
  });

  test.each(pending)("%s is waited out, whatever it shows", (status) => {
    expect(applied({ label, shows })(sight(status, { imageUrl: "new" }), 0)).toEqual(wait);
  });

  test.each(["toReset", "resetting"])("it is told that %s was seen, and how long it has waited", (status) => {
    const courses: unknown[] = [];
    const condition = applied({
      label,
      shows: (_live, { seen, waitedMs }) => courses.push({ seen: [...seen], waitedMs }) > 1,
    });
    condition(sight("running"), 1);
    condition(sight(status), 2);
    condition(sight("running"), 3);
    expect(courses).toEqual([
      { seen: ["running"], waitedMs: 1 },
      { seen: ["running", status], waitedMs: 3 },
    ]);
  });

  test("what was wrong before may be said a while longer; something new is a failure at once", () => {
    const condition = applied({ label, staleMessage: "old trouble", shows });
    const old = sight("pulling", { statusMessage: "old trouble" });
    expect(condition(old, LAG_MS - 1)).toEqual(wait);
    const why = (words: string) =>
      failed(
        `cannot start: ${words} (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
      );
    expect(condition(old, LAG_MS)).toEqual(why("old trouble"));
    expect(condition(sight("pulling", { statusMessage: "new trouble" }), 0)).toEqual(why("new trouble"));
  });

  test("absent and unclear looks are as in waiting to run", () => {
    const condition = applied({ label, shows });
    expect([condition(absent, LAG_MS - 1), condition(unclear, LAG_MS)]).toEqual([wait, wait]);
    expect(condition(absent, LAG_MS)).toEqual(failed(GONE));
    expect(condition(sight("removing"), 0)).toEqual(failed(DELETED("removing")));
  });
});

describe("waiting for a sign of a doubtful change", () => {
  const condition = () => begun({ label, shows: ({ imageUrl }) => imageUrl === "new" }, live("exited"));
  test("an instance that has started to move is a sign", () => {
    expect(condition()(sight("toStart"), 0)).toEqual({ kind: "done", live: live("toStart") });
  });
  test("the change itself is a sign", () => {
    expect(condition()(sight("exited", { imageUrl: "new" }), 0)).toEqual({
      kind: "done",
      live: live("exited", { imageUrl: "new" }),
    });
  });
  test("the same as before is none", () => {
    expect([condition()(sight("exited"), 0), condition()(unclear, 0), condition()(absent, 0)]).toEqual([
      wait,
      wait,
      wait,
    ]);
  });
  test("one that is being deleted shows none any more", () => {
    expect(condition()(sight("removing"), 0)).toEqual(failed(DELETED("removing")));
  });
});
