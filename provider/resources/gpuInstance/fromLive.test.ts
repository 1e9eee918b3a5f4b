import { observedForms } from "./bound.testkit";

test("another image is no form of the declared one, whenever it is seen", () => {
  const declared = { imageUrl: "nginx:1.27", command: "run" };
  expect(observedForms({ imageUrl: "nginx:1.28", command: "run " }, declared)).toEqual({ command: "run " });
  expect(observedForms({ imageUrl: "nginx:1.27@sha256:1", command: "run" }, declared)).toEqual({
    imageUrl: "nginx:1.27@sha256:1",
  });
});
