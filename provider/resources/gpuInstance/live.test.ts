import { mayBeSameImage, observedForms } from "./live";

test.each([
  ["nginx:1.27@sha256:1f", "nginx:1.27", true],
  ["docker.io/library/nginx:1.27", "nginx:1.27", true],
  ["registry.example:5000/mirror/nginx:1.27", "nginx:1.27", true],
  ["nginx:latest", "nginx", true],
  ["nginx", "docker.io/nginx:latest", true],
  ["nginx@sha256:1f", "nginx:1.27", true],
  ["sha256:1f", "nginx:1.27", true],
  ["nginx:1.28", "nginx:1.27", false],
  ["nginx:1.28", "nginx", false],
  ["nginx:1.28@sha256:1f", "nginx:1.27", false],
  ["stranger:1.27", "nginx:1.27", false],
  ["localhost:5000/nginx", "nginx:5000", false],
])("%s may be a form of %s: %p", (shown, declared, may) => {
  expect(mayBeSameImage(shown, declared)).toBe(may);
});

test("another image is no form of the declared one, whenever it is seen", () => {
  const declared = { imageUrl: "nginx:1.27", command: "run" };
  expect(observedForms({ imageUrl: "nginx:1.28", command: "run " }, declared)).toEqual({ command: "run " });
  expect(observedForms({ imageUrl: "nginx:1.27@sha256:1", command: "run" }, declared)).toEqual({
    imageUrl: "nginx:1.27@sha256:1",
  });
});
