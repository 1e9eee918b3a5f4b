import { version as packageVersion } from "../package.json";
import { version } from "./version";

test("the version in the User-Agent is the package's", () => {
  expect(version).toBe(packageVersion);
});
