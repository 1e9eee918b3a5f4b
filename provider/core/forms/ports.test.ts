import fc from "fast-check";
import {
  canonicalPorts,
  formatPorts,
  parsePort,
  portNumberProblem,
  readPorts,
  splitPorts,
  tidyPorts,
} from "./ports";

it.each([
  ["", []],
  ["  ", []],
  ["80/http", ["80/http"]],
  [" 80/http ,22/tcp", ["80/http", "22/tcp"]],
  ["80/http,", ["80/http", ""]],
])("splits %j", (ports, entries) => {
  expect(splitPorts(ports)).toEqual(entries);
});

it.each([
  ["80/http", { port: 80, type: "http" }],
  ["22 / tcp", { port: 22, type: "tcp" }],
  ["022/tcp", { port: 22, type: "tcp" }],
  ["", { entry: "", why: "is empty; remove the comma that is too many" }],
  ["22", { entry: "22", why: 'must be written as port/type, such as "80/http" or "22/tcp"' }],
  ["53/udp", { port: 53, type: "udp" }],
  [
    "22/ssh",
    { entry: "22/ssh", why: 'has an unknown type; the types are "tcp", "http" and "udp", in lower case' },
  ],
  ["22/tcp 80/http", { entry: "22/tcp 80/http", why: "has no comma between its ports; put one there" }],
  ["22/tcp\n80/http", { entry: "22/tcp\n80/http", why: "has no comma between its ports; put one there" }],
  ["0/tcp", { entry: "0/tcp", why: "is outside the range from 1 to 65535" }],
])("parses %j", (entry, parsed) => {
  expect(parsePort(entry)).toEqual(parsed);
});

it("can open every port but those outside the range and the reserved ones", () => {
  const closed = Array.from({ length: 65537 }, (_, port) => port).filter(
    (port) => portNumberProblem(port) !== undefined,
  );
  expect(closed).toEqual([0, 2222, 2223, 2224, 65536]);
});

it.each([
  [undefined, []],
  ["", []],
  [
    "80/http,22/tcp",
    [
      { port: 22, type: "tcp" },
      { port: 80, type: "http" },
    ],
  ],
  ["80/http,nonsense", [{ port: 80, type: "http" }]],
])("reads %j in the order of the numbers, without what is no port", (ports, read) => {
  expect(readPorts(ports)).toEqual(read);
});

it.each([
  [" 80 / http ,  22/tcp ", "80/http,22/tcp"],
  ["80/http, 3306/tcp", "80/http,3306/tcp"],
  ["022/tcp ,\n8888/http\n", "22/tcp,8888/http"],
  ["22/tcp,\r\n\t8888/http\r\n", "22/tcp,8888/http"],
  ["\ufeff22/tcp", "22/tcp"],
  ["   ", ""],
])("writes %j in the one form of a request, in the declared order", (ports, tidy) => {
  expect(tidyPorts(ports)).toBe(tidy);
  expect(canonicalPorts(ports)).toBe(canonicalPorts(tidy));
});

it("writes ports in one form", () => {
  expect(
    formatPorts([
      { port: 80, type: "tcp" },
      { port: 80, type: "http" },
      { port: 22, type: "tcp" },
    ]),
  ).toBe("22/tcp,80/http,80/tcp");
  expect(formatPorts([])).toBe("");
  expect(canonicalPorts(undefined)).toBe("");
});

it("compares ports without their order and spaces", () => {
  const port = fc.record({ port: fc.integer({ min: 1, max: 2221 }), type: fc.constantFrom("tcp", "http") });
  const space = fc.constantFrom("", " ", "  ");
  const lists = fc.uniqueArray(port, { maxLength: 15, selector: (each) => each.port });
  fc.assert(
    fc.property(lists, space, space, fc.infiniteStream(fc.nat()), (list, before, after, keys) => {
      const shuffled = list
        .map((each) => ({ each, key: Number(keys.next().value) }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each);
      const written = shuffled.map((each) => `${before}${each.port}/${each.type}${after}`).join(",");
      expect(canonicalPorts(written)).toBe(formatPorts(list));
      expect(readPorts(canonicalPorts(written))).toEqual(readPorts(written));
    }),
  );
});
