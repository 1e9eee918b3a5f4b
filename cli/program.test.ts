import { runIn } from "./world.testkit";
import { version } from "../provider/version";

describe("pulumi-novita", () => {
  test("prints its version", async () => {
    expect(await runIn({}, "--version")).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("says on stderr which command it does not know", async () => {
    expect(await runIn({}, "costs")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "error: unknown command 'costs'\n(Did you mean cost?)\nTry --help.\n",
    });
  });
});
