import { Redactor } from "../api";
import { assemble } from "./assemble";

const settings = {
  apiKey: "sk_canary-key",
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
  const { log } = assemble(settings, redactor)("GpuInstance");
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
