const tseslint = require("typescript-eslint");

const shipped = ["provider/**/*.ts", "sdk/**/*.ts", "cli/**/*.ts"];
const tests = ["**/*.test.ts", "**/*.testkit.ts", "tests/**/*.ts"];

module.exports = tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "**/generated/**",
      "**/*.js",
      "coverage/**",
      "sdk/nodejs/**",
      "examples/languages/**",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    rules: {
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
    ignores: ["provider/api/http/transport.ts", ...tests],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "axios", message: "axios lives in provider/api/http/transport.ts alone." }] },
      ],
    },
  },
  {
    files: ["provider/{api,core,pricing,resources}/**/*.ts", "cli/**/*.ts"],
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
  { files: ["sdk/dynamic/registration/stub.ts"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  // Their output is what they are for.
  {
    files: [
      "provider/process/assemble.ts",
      "tools/**/*.ts",
      "emulator/src/cli.ts",
      "emulator/src/cli/**/*.ts",
    ],
    rules: { "no-console": "off" },
  },
  { files: tests, rules: { "max-lines-per-function": "off", "max-lines": "off", "no-console": "off" } },
);
