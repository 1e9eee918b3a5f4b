const importX = require("eslint-plugin-import-x");
const tseslint = require("typescript-eslint");

/**
 * The arrows between rooms: api <- resources <- dynamic <- sdk <- examples. Each entry is a room, what it must not
 * import, and why.
 */
const arrows = [
  [
    "provider/api",
    ["provider/resources", "provider/dynamic", "provider/facts", "sdk"],
    "provider/api knows HTTP and nothing of Pulumi or of resources.",
  ],
  [
    "provider/resources",
    ["provider/dynamic", "provider/facts", "sdk"],
    "A resource's life cycle knows none of the faces that call it.",
  ],
  ["provider/dynamic", ["sdk"], "The faces do not know the classes that users see."],
  [
    "cli",
    ["sdk", "emulator", "tests", "tools", "examples"],
    "The command line stands on the provider alone, as it is installed.",
  ],
  ...["provider", "sdk", "emulator", "examples"].map((room) => [
    room,
    ["cli"],
    "Nothing depends on the command line.",
  ]),
  [
    "provider",
    ["emulator", "policy", "tests", "tools", "examples"],
    "What is shipped does not depend on what is not.",
  ],
  [
    "sdk",
    ["emulator", "policy", "tests", "tools", "examples", "provider/api"],
    "The classes that users see are thin: no HTTP, no tools.",
  ],
  [
    "emulator",
    ["provider", "sdk", "policy", "tools", "examples"],
    "The emulator must not share the provider's mistakes: no code of it.",
  ],
  [
    "policy",
    ["provider", "sdk", "emulator", "tests", "tools", "examples"],
    "The policy pack is a package of its own: it imports what pulumi-novita exports.",
  ],
  [
    "examples",
    ["provider", "sdk", "emulator", "tools"],
    "An example imports what a user would: pulumi-novita.",
  ],
];

const zones = arrows.flatMap(([room, forbidden, message]) =>
  forbidden.map((from) => ({ target: `./${room}`, from: `./${from}`, message })),
);

const shipped = ["provider/**/*.ts", "sdk/**/*.ts", "cli/**/*.ts"];
const tests = ["**/*.test.ts", "**/*.testkit.ts", "tests/**/*.ts"];

module.exports = tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "**/generated/**", "**/*.js", "coverage/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".js", ".json"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: __dirname, zones }],
      "no-console": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: shipped,
    ignores: ["provider/api/transport.ts", ...tests],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "axios", message: "axios lives in provider/api/transport.ts alone." }] },
      ],
    },
  },
  {
    files: ["provider/api/**/*.ts", "provider/resources/**/*.ts", "cli/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.name='setTimeout']", message: "Time is injected: use the Clock." },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Time is injected: use the Clock.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Randomness is injected.",
        },
      ],
    },
  },
  { files: ["provider/api/clock.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["sdk/dynamic/stub.ts"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  // Their output is what they are for.
  {
    files: [
      "provider/dynamic/assemble.ts",
      "tools/**/*.ts",
      "emulator/src/cli.ts",
      "emulator/src/cli/**/*.ts",
    ],
    rules: { "no-console": "off" },
  },
  { files: tests, rules: { "max-lines-per-function": "off", "max-lines": "off", "no-console": "off" } },
);
