import { textFailures } from "../../resources/gpuInstance/bound.testkit";
import { UNKNOWN } from "../declaration";

const PLACEHOLDER =
  "has a placeholder in it, as ${IMAGE} is one, and nothing puts a value in its place. Write the value; in TypeScript, `${…}` works between backticks.";
const example = 'Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".';
const trim = "Remove it; what is read from a file needs .trim().";
const copied = "Remove it; it may have been copied along.";
const origin = "Look at the variable or config that it comes from.";
const digits = "0123456789abcdef".repeat(4);

/** The inputs with a value at a path such as `networkStorages[0].id`. */
function at(path: string, value: unknown): Record<string, unknown> {
  return path
    .split(".")
    .reverse()
    .reduce<unknown>((inner, step) => {
      const [, name = "", index] = /^(\w+)(\[0\])?$/.exec(step) ?? [];
      return { [name]: index === undefined ? inner : [inner] };
    }, value) as Record<string, unknown>;
}

const said = (path: string, value: unknown): string[] =>
  textFailures(at(path, value)).map(({ property, reason }) => {
    expect(property).toBe(path);
    return reason.slice(path.length + 1);
  });

describe("an image", () => {
  test.each([
    "nginx",
    "nginx:1.27",
    "nginx:1.27-Alpine_3.20",
    "acme/trainer",
    "docker.io/library/nginx:latest",
    "ghcr.io/acme/a__b/c-d.e--f:V1",
    "GHCR.io/acme/trainer:1",
    "localhost/nginx",
    "localhost:5000/nginx:1",
    "registry:5000/nginx",
    "10.0.0.1:5000/a/b/c:1",
    "[fd00::1]:5000/a:1",
    `nginx@sha256:${digits}`,
    `ghcr.io/acme/trainer:1@sha256:${digits}`,
    `nginx@sha512:${digits}${digits}`,
    "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
    "undefined-labs/trainer:1",
    "acme/null-model:1",
    "4090/a:1",
    UNKNOWN,
    "",
  ])("can be %j", (image) => {
    expect(said("imageUrl", image)).toEqual([]);
  });

  test.each([
    ["nginx:1.27\n", `is "nginx:1.27\\n", which ends with a line break. ${trim}`],
    ["nginx:1.27\r\n", `is "nginx:1.27\\r\\n", which ends with a line break. ${trim}`],
    [" nginx", `is " nginx", which begins with a space. ${trim}`],
    ["nginx\t", `is "nginx\\t", which ends with a tab. ${trim}`],
    ["\ufeffnginx", `is "\\u{feff}nginx", which begins with a byte order mark. ${trim}`],
    ["nginx\u200b", `is "nginx\\u{200b}", which ends with a zero-width space. ${trim}`],
    ["nginx\u00a0", `is "nginx\\u{a0}", which ends with a no-break space. ${trim}`],
    ["   ", 'is "   ", which has nothing in it that could be seen. Write the value, or leave the field out.'],
    ["nginx\u0000", `is "nginx\\u0000", which ends with a NUL character. ${trim}`],
    ["ngi\u200bnx", `has a zero-width space in it. ${copied}`],
    ["nginx 1.27", `has a space in it. ${copied}`],
    ["nginx --token canary", `has a space in it. ${copied}`],
    ["docker pull nginx:1.27", `is a command, and not an image. Leave the image alone. ${example}`],
    ["docker run -e A=canary nginx", `is a command, and not an image. Leave the image alone. ${example}`],
    ["sudo podman pull nginx", `is a command, and not an image. Leave the image alone. ${example}`],
    ["FROM nginx:1.27", `is a command, and not an image. Leave the image alone. ${example}`],
    ["https://ghcr.io/acme/a", `begins with a scheme, as https:// is one, and an image has none. ${example}`],
    [
      "https://me:canary@ghcr.io/a",
      `begins with a scheme, as https:// is one, and an image has none. ${example}`,
    ],
    ["docker://nginx", `begins with a scheme, as https:// is one, and an image has none. ${example}`],
    ["oci://ghcr.io/acme/a:1", `begins with a scheme, as https:// is one, and an image has none. ${example}`],
    [
      "hub.docker.com/r/acme/a",
      `is "hub.docker.com/r/acme/a", which is the address of a web page, and not an image. ${example}`,
    ],
    [
      "Acme/Trainer:1",
      'is "Acme/Trainer:1", which has upper case in its path, but a registry takes lower case only. Write it in lower case.',
    ],
    [
      "ghcr.io/acme/Trainer",
      'is "ghcr.io/acme/Trainer", which has upper case in its path, but a registry takes lower case only. Write it in lower case.',
    ],
    ["nginx:", 'is "nginx:", which has nothing behind its last colon. Write a tag there.'],
    ["ghcr.io/acme/a:", 'is "ghcr.io/acme/a:", which has nothing behind its last colon. Write a tag there.'],
    [
      "nginx@",
      "has nothing behind its @. Write sha256: and its 64 digits from 0 to f there, or leave the @ out.",
    ],
    [
      "nginx@sha256:short",
      "has no digest behind its @. Write sha256: and its 64 digits from 0 to f there, or leave the @ out.",
    ],
    [
      "me:canary@ghcr.io/acme/a",
      "has no digest behind its @. Write sha256: and its 64 digits from 0 to f there, or leave the @ out.",
    ],
    [
      "nginx:a+b",
      'is "nginx:a+b", which has a tag that no image has. A tag is at most 128 letters, digits, _, . and -, and begins with none of the last two.',
    ],
    [
      digits,
      "is the id of an image, which no registry finds it by. Write registry/repository@sha256:… instead.",
    ],
    [
      `sha256:${digits}`,
      "is the id of an image, which no registry finds it by. Write registry/repository@sha256:… instead.",
    ],
    ["a/", `is not the name of an image. ${example}`],
    [
      "nginx:1:2",
      `is "nginx:1:2", which has a tag that no image has. A tag is at most 128 letters, digits, _, . and -, and begins with none of the last two.`,
    ],
    ["a..b", `is not the name of an image. ${example}`],
    ['"nginx:1.27"', 'is "\\"nginx:1.27\\"", which has quotation marks around it. Remove them.'],
    ["${IMAGE}", PLACEHOLDER],
    ["ghcr.io/acme/a:$TAG", PLACEHOLDER],
    ["{{ image }}", PLACEHOLDER],
    ["<image>", PLACEHOLDER],
    ["undefined", `is "undefined", which is what a missing value looks like as a text. ${origin}`],
    ["null", `is "null", which is what a missing value looks like as a text. ${origin}`],
    [
      "undefined:undefined",
      `is "undefined:undefined", which has "undefined" in it, where a value is missing. ${origin}`,
    ],
    [
      "ghcr.io/acme/a:NaN",
      `is "ghcr.io/acme/a:NaN", which has "NaN" in it, where a value is missing. ${origin}`,
    ],
    ["ghcr.io/null/a", `is "ghcr.io/null/a", which has "null" in it, where a value is missing. ${origin}`],
  ])("cannot be %j", (image, reason) => {
    expect(said("imageUrl", image)).toEqual([reason]);
  });

  test("is checked in no time however long and odd it is", () => {
    for (const odd of ["a".repeat(499) + "!", "a-".repeat(249), "a.".repeat(249) + "!", "-".repeat(500)])
      expect(said("imageUrl", odd)).toHaveLength(1);
  });
});

const ids = [
  "productId",
  "clusterId",
  "networkId",
  "imageAuthId",
  "networkStorages[0].id",
  "lifecycle.adopt",
];

describe.each(ids)("%s", (path) => {
  test.each([
    "4090.16c62g.os",
    "7",
    "us-ca-6",
    "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913",
    "a/b",
    "none",
    UNKNOWN,
  ])("can be %j", (id) => {
    expect(said(path, id)).toEqual([]);
  });

  test.each([
    ["7\n", `is "7\\n", which ends with a line break. ${trim}`],
    [" 7", `is " 7", which begins with a space. ${trim}`],
    ["us\u200b-ca-6", `is "us\\u{200b}-ca-6", which has a zero-width space in it. ${copied}`],
    ["us ca", `is "us ca", which has a space in it. ${copied}`],
    ["us\u0000ca", `is "us\\u0000ca", which has a NUL character in it. ${copied}`],
    ['"7"', 'is "\\"7\\"", which has quotation marks around it. Remove them.'],
    ["“7”", 'is "“7”", which has quotation marks around it. Remove them.'],
    ["null", `is "null", which is what a missing value looks like as a text. ${origin}`],
    ["None", `is "None", which is what a missing value looks like as a text. ${origin}`],
    ["us-undefined", `is "us-undefined", which has "undefined" in it, where a value is missing. ${origin}`],
    ["$ID", PLACEHOLDER],
    ["<your-id>", PLACEHOLDER],
  ])("cannot be %j", (id, reason) => {
    expect(said(path, id)).toEqual([reason]);
  });
});

describe("name", () => {
  test.each(["trainer", "my trainer", "тренер 👩‍🔬", "null-island", "a<b>"])("can be %j", (name) => {
    expect(said("name", name)).toEqual([]);
  });

  test.each([
    ["trainer\n", `is "trainer\\n", which ends with a line break. ${trim}`],
    ["a\tb", `is "a\\tb", which has a tab in it. ${copied}`],
    ["a\u202eb", `is "a\\u{202e}b", which has the invisible character U+202E in it. ${copied}`],
    [
      "trainer-undefined",
      `is "trainer-undefined", which has "undefined" in it, where a value is missing. ${origin}`,
    ],
    ["trainer-${STAGE}", PLACEHOLDER],
  ])("cannot be %j", (name, reason) => {
    expect(said("name", name)).toEqual([reason]);
  });
});

describe.each(["networkStorages[0].mountPoint", "localStorageMountPoint"])("%s", (path) => {
  test.each(["/data", "/", "/my data", "/data/null", "/$1"])("can be %j", (mount) => {
    expect(said(path, mount)).toEqual([]);
  });

  test.each([
    ["/data\n", `is "/data\\n", which ends with a line break. ${trim}`],
    ["data", 'is "data", which is no absolute path. Begin it with "/".'],
    ["C:\\data", 'is "C:\\\\data", which is no absolute path. Begin it with "/".'],
    ["~/data", 'is "~/data", which is no absolute path. Begin it with "/".'],
    [
      "/data/undefined",
      `is "/data/undefined", which has "undefined" in it, where a value is missing. ${origin}`,
    ],
    ["/data/$USER", PLACEHOLDER],
  ])("cannot be %j", (mount, reason) => {
    expect(said(path, mount)).toEqual([reason]);
  });
});

describe("the name of a variable", () => {
  test.each(["TOKEN", "my.var-1", "undefined_behaviour"])("can be %j", (key) => {
    expect(said("envs[0].key", key)).toEqual([]);
  });

  test.each([
    ["TOKEN\n", `is "TOKEN\\n", which ends with a line break. ${trim}`],
    ["MY TOKEN", `is "MY TOKEN", which has a space in it. ${copied}`],
    [
      "TOKEN=canary",
      'has "=" in it, which no name of a variable has. Write { key: "NAME", value: "value" }.',
    ],
    ["${NAME}", PLACEHOLDER],
    ["undefined", `is "undefined", which is what a missing value looks like as a text. ${origin}`],
  ])("cannot be %j", (key, reason) => {
    expect(said("envs[0].key", key)).toEqual([reason]);
  });
});

describe.each(["envs[0].value", "command", "entrypoint"])("%s is any text", (path) => {
  const hidden = path.startsWith("envs");
  test.each([
    " a\n",
    "${HOME}/x",
    "{{ a }}",
    "null",
    "NaN",
    "--model undefined",
    "none",
    "\ufeffa",
    "$A",
    "a\tb",
    "https://x",
  ])("such as %j", (text) => {
    expect(said(path, text)).toEqual([]);
  });

  test.each([
    [
      "a[object Object]",
      'has "[object …]" in it, where a text should be. Take the field that was meant, or JSON.stringify it.',
    ],
    ["[object Promise]", 'has "[object …]" in it, where a text should be. Await it first.'],
    [
      "x Calling [toString] on an [Output<T>] is not supported.",
      "has Pulumi's words for an output in it, where its value should be. Put the text together with pulumi.interpolate, or in .apply.",
    ],
    [
      "a\u0000b",
      `${hidden ? "" : 'is "a\\u0000b", which '}has a NUL character in it, and no container can be given one. Remove it.`,
    ],
    [
      "undefined",
      `${hidden ? "is" : 'is "undefined", which is'} what a missing value looks like as a text. ${origin}`,
    ],
  ])("but not %j", (text, reason) => {
    expect(said(path, text)).toEqual([reason]);
  });
});

test.each([
  ["imageAuth", "me:canary\n", `ends with a line break. ${trim}`],
  ["imageAuth", "undefined:undefined", `has "undefined" in it, where a value is missing. ${origin}`],
  ["ports", "22/tcp\u200b", `is "22/tcp\\u{200b}", which has a zero-width space in it. ${copied}`],
])("%s cannot be %j, and a secret is not shown", (path, text, reason) => {
  expect(said(path, text)).toEqual([reason]);
});

test.each([
  ["imageAuth", '_json_key:{\n "a": 1\n}'],
  ["ports", "22/tcp,\r\n\t8888/http\n"],
  ["minCudaVersion", "12.4\n"],
  ["tools", "[object Object]"],
  ["envs[0]", "A=b"],
])("%s has nothing against %j", (path, text) => {
  expect(said(path, text)).toEqual([]);
});

test("what the program marks as secret is not shown", () => {
  const view = { hides: (path: string) => path === "clusterId", show: () => "[secret]" };
  expect(textFailures({ clusterId: "canary\n" }, view)).toEqual([
    { property: "clusterId", reason: `clusterId ends with a line break. ${trim}` },
  ]);
});

test("a long text is not repeated", () => {
  expect(said("name", `${"a".repeat(60)}\n`)).toEqual([`ends with a line break. ${trim}`]);
});
