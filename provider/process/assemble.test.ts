import { Redactor } from "../api";
import { assemble, consoleVoice, limited } from "./assemble";

const settings = {
  apiKey: "sk_canary-key",
  keySource: "",
  baseUrl: "http://127.0.0.1:1",
  orphans: "report",
  owner: "",
} as const;

test("no line of progress has the key, a secret or a command for a terminal", async () => {
  const printed: string[] = [];
  const lines = [
    jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(`${line}\n`)),
    jest.spyOn(process.stdout, "write").mockImplementation((text, done) => {
      printed.push(String(text));
      (done as unknown as () => void)();
      return true;
    }),
  ];
  const redactor = new Redactor();
  const { log } = assemble(settings, redactor, consoleVoice).contextOf("GpuInstance");
  redactor.add("canary-secret");
  log.info("It says sk_canary-key.");
  log.warn("It says\n\u001b[2Jcanary-secret.");
  const isHeard = await log.heard("It says canary-secret.");
  for (const each of lines) each.mockRestore();
  expect({ printed, isHeard }).toEqual({
    printed: ["It says [redacted].\n", "warning: It says [redacted].\n", "It says [redacted].\n"],
    isHeard: true,
  });
});

test.each([
  [{ pauseMs: 1_000, perSecond: 10.4 }, "1s with about 10 a second"],
  [{ pauseMs: 45_000, perSecond: 0.4 }, "45s with less than one a second"],
])("that the service limits the rate is one line: %j", (limit, words) => {
  expect(limited(limit)).toBe(
    `Novita limits how many requests this account may send: going on in ${words}. Requests wait for their turn; none fails for that.`,
  );
});
