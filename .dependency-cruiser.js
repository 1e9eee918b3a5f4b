/**
 * The arrows between rooms, their doors, and no circles, types included. Each room knows only what is left of it:
 * api <- core <- pricing <- resources <- functions <- process <- dynamic | plugin <- sdk <- examples; cli, policy and emulator stand beside.
 */
const order = [
  "api",
  "core",
  "pricing",
  "resources",
  "functions",
  "process",
  "(dynamic|plugin|facts|connect\\.ts)",
];
const core = ["declaration", "model", "forms", "state", "validate", "await", "exactlyOnce", "lifecycle"];

/** A rule for each room of a row: it imports nothing that stands further to the right. */
const arrows = (folder, rooms) =>
  rooms.slice(0, -1).map((room, at) => ({
    name: `${room.replace(/\W+/g, "-")}-knows-nothing-to-its-right`,
    severity: "error",
    from: { path: `^${folder}/${room}/` },
    to: { path: `^${folder}/(${rooms.slice(at + 1).join("|")})(/|$)` },
  }));

/** From one room of a folder into another only by its index.ts; what is generated is public. */
const door = (folder, ...open) => ({
  name: `doors-of-${folder.replace(/\W+/g, "-")}`,
  severity: "error",
  from: { path: `^${folder}/([^/]+)/` },
  to: { path: `^${folder}/[^/]+/`, pathNot: [`^${folder}/$1/`, "/index\\.ts$", "/generated/", ...open] },
});

const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^(${from})/` },
  to: { path: `^(${to})/` },
});

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    ...arrows("provider", order),
    ...arrows("provider/core", core),
    // The plugin watches its engine before it loads anything else.
    door("provider", "^provider/process/endWithEngine\\.ts$"),
    door("provider/core"),
    door("provider/api"),
    door("provider/resources"),
    door("provider/resources/gpuInstance"),
    {
      name: "doors-of-the-provider",
      comment: "The classes and the command come in by the doors.",
      severity: "error",
      from: { path: "^(sdk|cli)/" },
      to: {
        path: "^provider/[^/]+/",
        pathNot: ["/index\\.ts$", "/generated/"],
      },
    },
    never(
      "provider-is-shipped",
      "provider|sdk|cli",
      "emulator|policy|tests|tools|examples",
      "What is shipped does not depend on what is not.",
    ),
    never("sdk-is-thin", "sdk", "provider/api|cli", "No HTTP and no tools in the classes that users see."),
    never(
      "faces-know-no-classes",
      "provider",
      "sdk|cli",
      "The faces do not know the classes that users see.",
    ),
    never(
      "cli-stands-on-the-provider",
      "cli",
      "sdk",
      "The command stands on the provider alone, as it is installed.",
    ),
    never(
      "emulator-shares-no-code",
      "emulator",
      "provider|sdk|cli|policy|tools|examples",
      "The emulator must not share the provider's mistakes.",
    ),
    never(
      "policy-is-a-package",
      "policy",
      "provider|sdk|cli|emulator|tests|tools|examples",
      "It imports what pulumi-novita exports.",
    ),
    never(
      "examples-are-programs",
      "examples",
      "provider|sdk|cli|emulator|tools",
      "An example imports what a user would.",
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: ["node_modules", "(^|/)dist/"] },
    exclude: { path: ["node_modules", "(^|/)dist/", "^examples/languages/", "\\.(test|testkit)\\.ts$"] },
  },
};
