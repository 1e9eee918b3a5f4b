import { organizationOf } from "./organization";

const stack = { project: "shop", stack: "dev" };
const page = (organization: string, current = false): object => ({
  name: "dev",
  current,
  url: `https://app.pulumi.com/${organization}/shop/dev`,
});

/** A Pulumi that prints what is set for its command, and what it was asked. */
function pulumi(printed: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const run = async (args: readonly string[]): Promise<string> => {
    const command = args.join(" ");
    asked.push(command);
    if (!(command in printed)) throw new Error(`\`pulumi ${command}\` failed: no such backend.`);
    return JSON.stringify(printed[command]);
  };
  return { run, asked };
}

const [WHOAMI, STACKS] = ["whoami --json", "stack ls --json"];
const cloud = { url: "https://app.pulumi.com" };
const uncertain = (why: string): string =>
  `NovitaError: Which organization the stack shop/dev belongs to could not be found out, and what it creates is named after that: ${why} Set the environment variable PULUMI_ORGANIZATION to the organization.`;

test.each<[string, object, Readonly<Record<string, unknown>>, string, readonly string[]]>([
  ["the environment", { PULUMI_ORGANIZATION: "acme" }, {}, "acme", []],
  ["a bucket that the environment names", { PULUMI_BACKEND_URL: "s3://states" }, {}, "organization", []],
  [
    "a folder that somebody has logged in to",
    {},
    { [WHOAMI]: { url: "file://~" } },
    "organization",
    [WHOAMI],
  ],
  [
    "a service",
    {},
    {
      [WHOAMI]: cloud,
      [STACKS]: [page("acme"), { name: "prod", url: "https://app.pulumi.com/acme/shop/prod" }],
    },
    "acme",
    [WHOAMI, STACKS],
  ],
  [
    "a service with such a stack in two organizations, by the one that is selected",
    { PULUMI_BACKEND_URL: "https://pulumi.example.com" },
    { [STACKS]: [page("acme"), page("me", true)] },
    "me",
    [STACKS],
  ],
  [
    "a service with two, and none selected",
    {},
    { [WHOAMI]: cloud, [STACKS]: [page("acme"), page("me")] },
    uncertain("acme and me each have such a stack."),
    [WHOAMI, STACKS],
  ],
  [
    "a service that does not show the stack",
    {},
    { [WHOAMI]: cloud, [STACKS]: [] },
    uncertain("`pulumi stack ls` does not show the stack."),
    [WHOAMI, STACKS],
  ],
  ["no Pulumi", {}, {}, uncertain("`pulumi whoami --json` failed: no such backend."), [WHOAMI]],
  [
    "a Pulumi that prints something else",
    {},
    { [WHOAMI]: [] },
    uncertain("`pulumi whoami` does not tell the backend."),
    [WHOAMI],
  ],
])("the organization of a stack is known from %s", async (_from, env, printed, outcome, commands) => {
  const { run, asked } = pulumi(printed);
  expect(await organizationOf(run, env as Record<string, string>, stack).catch(String)).toBe(outcome);
  expect(asked).toEqual(commands);
});
