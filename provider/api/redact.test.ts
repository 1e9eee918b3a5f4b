import fc from "fast-check";
import { harmless, printable, REDACTED, Redactor } from "./redact";

const redactorOf = (...secrets: (string | undefined)[]): Redactor => {
  const redactor = new Redactor();
  redactor.add(...secrets);
  return redactor;
};

const SECRET = 'p@ss "w/ö?rd\\>>';

test.each<[string, (secret: string) => string]>([
  ["as it is", (s) => s],
  ["base64", (s) => Buffer.from(s).toString("base64")],
  ["base64 without padding", (s) => Buffer.from(s).toString("base64").replace(/=+$/, "")],
  ["base64url", (s) => Buffer.from(s).toString("base64url")],
  ["URL-encoded", encodeURIComponent],
  ["URL-encoded with plus signs", (s) => encodeURIComponent(s).replace(/%20/g, "+")],
  ["URL-encoded in small letters", (s) => encodeURIComponent(s).replace(/%../g, (x) => x.toLowerCase())],
  ["in JSON", (s) => JSON.stringify(s).slice(1, -1)],
  ["in JSON within JSON", (s) => JSON.stringify(JSON.stringify(s).slice(1, -1)).slice(1, -1)],
  ["in Go's JSON", (s) => JSON.stringify(s).slice(1, -1).replace(/>/g, "\\u003e")],
])("a secret is taken out: %s", (_, form) => {
  expect(redactorOf(SECRET).redact(`before ${form(SECRET)} after, ${form(SECRET)}`)).toBe(
    "before [redacted] after, [redacted]",
  );
});

test("a secret of several lines is taken out of a text that was put on one line", () => {
  const secret = "-----BEGIN KEY-----\nabc\n\tdef\n";
  expect(redactorOf(secret).redact(printable(`got: ${secret} ok`))).toBe("got: [redacted] ok");
});

test("the longer secret goes first, and nothing of either is left where they overlap", () => {
  expect(redactorOf("token", "token-extended").redact("token-extended, token")).toBe(
    "[redacted], [redacted]",
  );
  expect(redactorOf("abcdefgh", "fghijklm").redact("xabcdefghijklmx")).toBe("x[redacted]x");
  expect(redactorOf("aaaaaaaa").redact("aaaaaaaaaab")).toBe("[redacted]b");
  expect(redactorOf("abcdefgh", "ijklmnop").redact("abcdefghijklmnop")).toBe("[redacted][redacted]");
});

test("what is left of a secret where a text was cut goes too", () => {
  const redactor = new Redactor();
  redactor.add("canary-auth-7781");
  const cut = printable(`why: ${"x".repeat(486)}canary-auth-7781 and more`);
  expect(redactor.redact(`cannot start: ${cut} (failed)`)).toBe(
    `cannot start: why: ${"x".repeat(486)}${REDACTED}… (failed)`,
  );
  expect(redactor.redact("can… canary-auth-77")).toBe("can… canary-auth-77");
});

test("values too short to be told from words are left alone", () => {
  expect(redactorOf("", "1", "on", "yes", undefined).redact("1 on yes eWVz")).toBe("1 on yes eWVz");
});

test.each<[string, string, string]>([
  ["a word", "said hunter2, and 'hunter2'.", "said [redacted], and '[redacted]'."],
  ["a part of a name", "db-hunter2_x:hunter2@host", "db-[redacted]_x:[redacted]@host"],
  [
    "behind an escape",
    "a\\nhunter2 b\\u003dhunter2 c%3Dhunter2",
    "a\\n[redacted] b\\u003d[redacted] c%3D[redacted]",
  ],
  ["cut", "why: hunter…", "why: [redacted]…"],
  ["a part of a word", "hunter22 xhunter2 xhunt…", "hunter22 xhunter2 xhunt…"],
])("a short secret is a whole word: %s", (_, text, clean) => {
  expect(redactorOf("hunter2").redact(text)).toBe(clean);
  expect(redactorOf("hunter2").redactSentence(text)).toBe(clean);
});

const variables = (...values: string[]): Redactor => {
  const redactor = new Redactor();
  redactor.addVariables(...values);
  return redactor;
};

test.each([
  ...["true", "False", "none", "running", "exited", "toCreate", "http", "spot", "monthly", "onDemand"],
  ...["8888", "65535", "-1.5", "12.4", "0.35", "debug", "production", "localhost", "redacted"],
])("a variable that is set to %s hides nothing", (value) => {
  const text = `is ${value}, "${value}"; [${value}]`;
  expect(variables(value).redact(text)).toBe(text);
  expect(variables(value).redactSentence(text)).toBe(text);
});

test("a password that is a common word is taken out of what others say, and our own sentences stay", () => {
  const redactor = redactorOf("running", "12345");
  expect(redactor.redact("bad password running, 12345")).toBe("bad password [redacted], [redacted]");
  expect(redactor.redactSentence("is running; port 12345")).toBe("is running; port 12345");
});

test("a variable that is set to a plain word leaves our own sentences alone, and anything else does not", () => {
  const redactor = variables("instance", "Swordfish", "gpu-3", "abcdefghijklmnop");
  expect(redactor.redact("no instance Swordfish gpu-3")).toBe("no [redacted] [redacted] [redacted]");
  expect(redactor.redactSentence("GPU instance gpu-3 of Swordfish, abcdefghijklmnop")).toBe(
    "GPU instance [redacted] of Swordfish, [redacted]",
  );
});

test("names of things stay, though a variable is set to one or to a word of one", () => {
  const redactor = variables("trainer", "nginx:1.27", "1.27.3", "16c62g.os", "i-8097f1658f3e6ad1", "train");
  redactor.addLabels("trainer-22375b5aa1b2c3", "nginx:1.27", "nginx:1.27.3", "4090.16c62g.os", undefined);
  const text = 'GPU instance "trainer-22375b5aa1b2c3" of 4090.16c62g.os with nginx:1.27, nginx:1.27.3';
  redactor.addVariables("4090.16c62g.os");
  expect(redactor.redact(text)).toBe(text);
  expect(redactor.redact("i-8097f1658f3e6ad1 train")).toBe("[redacted] [redacted]");
  redactor.addLabels("i-8097f1658f3e6ad1");
  expect(redactor.redact("i-8097f1658f3e6ad1 train")).toBe("i-8097f1658f3e6ad1 [redacted]");
});

test("what is a credential as well stays hidden, in whichever order it is learned", () => {
  const redactor = variables("canary-name");
  redactor.addLabels("canary-name", "canary-part");
  redactor.addParts("canary-name");
  redactor.add("canary-part", "Canary");
  redactor.addVariables("canary-part", "Canary");
  expect(redactor.redactSentence("canary-name canary-part Canary")).toBe("[redacted] [redacted] [redacted]");
});

test("a piece of a credential is one in what others say, and a plain word in our own sentences", () => {
  const redactor = new Redactor();
  redactor.addParts("instance", "canary4711", "8888");
  redactor.addLabels("instance");
  expect(redactor.redact("instance canary4711 8888")).toBe("[redacted] [redacted] 8888");
  expect(redactor.redactSentence("GPU instance canary4711 8888")).toBe("GPU instance [redacted] 8888");
});

test("a long secret that a name has in it stays hidden: it is no word", () => {
  const redactor = variables("canary-token-4711");
  redactor.addLabels("https://user:canary-token-4711@host/image");
  expect(redactor.redact("for canary-token-4711")).toBe("for [redacted]");
});

test("characters that mean something in patterns mean nothing here", () => {
  expect(redactorOf(".*+?", "$&$1").redact("a .*+? b $&$1 c xxxx")).toBe("a [redacted] b [redacted] c xxxx");
});

test("half a character does not stop it", () => {
  expect(redactorOf("\ud800abc").redact("x \ud800abc \ufffdabc y")).toBe("x [redacted] [redacted] y");
});

test("what was added later is taken out as well", () => {
  const redactor = redactorOf("first-secret");
  redactor.add("second-secret");
  expect(redactor.redact("first-secret second-secret")).toBe("[redacted] [redacted]");
  expect(new Redactor().redact("untouched")).toBe("untouched");
});

test("no secret of four characters or more survives, in any form", () => {
  // Parts of the replacement itself would be found again in every redacted text.
  const secret = fc
    .oneof(
      fc.string({ minLength: 4, maxLength: 40, unit: "binary" }),
      fc.string({ minLength: 4, maxLength: 40 }),
    )
    .filter((text) => text.trim().length >= 4 && !/[[\]]/.test(text) && !REDACTED.includes(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string(), (secrets, filler) => {
      const forms = secrets.flatMap((text) => {
        const json = JSON.stringify(text).slice(1, -1);
        const base64 = Buffer.from(text).toString("base64");
        const url = encodeURIComponent(Buffer.from(text).toString());
        return [text, json, JSON.stringify(json).slice(1, -1), base64, base64.replace(/=+$/, ""), url];
      });
      const clean = redactorOf(...secrets).redact(forms.join(`|${filler}|`));
      for (const form of forms) {
        if (!REDACTED.includes(form) && !`|${filler}|`.includes(form)) expect(clean).not.toContain(form);
      }
    }),
    { numRuns: 500 },
  );
});

test.each<[string, string, string]>([
  ["plain text", "image not found", "image not found"],
  ["colours", "\u001b[31mred\u001b[0m text", "red text"],
  ["moving the cursor and clearing", "a\u001b[2J\u001b[1;1Hb", "a b"],
  ["a window title", "a\u001b]0;owned\u0007b", "a b"],
  ["a link", "\u001b]8;;http://evil\u001b\\click\u001b]8;;\u001b\\", "click"],
  ["a lonely escape", "a\u001bb", "a b"],
  ["one-byte controls", "a\u009b31mb\u0085c\u0000d\u007fe", "a b c d e"],
  ["lines and tabs", "one\r\ntwo\n\tthree", "one two three"],
  ["separators of lines", "one\u2028two\u2029three", "one two three"],
  ["a reversed direction", "abc\u202egnp.exe\u202c", "abcgnp.exe"],
  ["what takes no room", "\ufeffpay\u200bpal\u2066", "paypal"],
  ["other scripts and pictures", "Größe 図 🚀", "Größe 図 🚀"],
  ["nothing but control", "\u0007\u001b[0m\n", ""],
])("printable: %s", (_, text, clean) => {
  expect(printable(text)).toBe(clean);
});

test("printable has no half characters: what has one in it would never reach Pulumi", () => {
  expect(printable("pull failed \ud800 end")).toBe("pull failed \ufffd end");
});

test("printable cuts to the limit, and never through a character", () => {
  expect(printable("x".repeat(500))).toBe("x".repeat(500));
  expect(printable("x".repeat(501))).toBe(`${"x".repeat(500)}…`);
  expect(printable("abcdef", 3)).toBe("abc…");
  expect(printable("ab🚀cd", 3)).toBe("ab…");
  expect(printable("x".repeat(10_000_000), 10)).toBe("xxxxxxxxxx…");
});

test("printable leaves nothing that a terminal obeys", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    }),
  );
});

test("harmless keeps lines and everything that is no text, and leaves nothing that a terminal obeys", () => {
  const evil = "one\u001b[2J\u001b]0;title\u0007\n\ttwo\r\u009b31m\u0000 three";
  expect(harmless({ a: [evil, 1, null], b: { c: evil } })).toEqual({
    a: ["one\n\ttwo three", 1, null],
    b: { c: "one\n\ttwo three" },
  });
});
