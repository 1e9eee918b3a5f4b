import { canonicalImage, isDeclaredImage, mayBeSameImage } from "./image";

test.each([
  ["nginx", "docker.io/library/nginx:latest"],
  ["nginx:1.27", "docker.io/library/nginx:1.27"],
  ["library/nginx", "docker.io/library/nginx:latest"],
  ["docker.io/nginx", "docker.io/library/nginx:latest"],
  ["index.docker.io/library/nginx:1.27", "docker.io/library/nginx:1.27"],
  ["registry-1.docker.io/acme/vllm:1", "docker.io/acme/vllm:1"],
  ["Docker.IO/acme/vllm:1", "docker.io/acme/vllm:1"],
  ["acme/vllm:1", "docker.io/acme/vllm:1"],
  ["acme/team/vllm", "docker.io/acme/team/vllm:latest"],
  ["GHCR.io/acme/vllm:V1", "ghcr.io/acme/vllm:V1"],
  ["localhost/nginx", "localhost/nginx:latest"],
  ["localhost:5000/nginx", "localhost:5000/nginx:latest"],
  ["registry.example:5000/a/b:2", "registry.example:5000/a/b:2"],
  ["nginx@sha256:1f", "docker.io/library/nginx@sha256:1f"],
  ["nginx:1.27@sha256:1f", "docker.io/library/nginx@sha256:1f"],
  [" nginx:1.27\n", "docker.io/library/nginx:1.27"],
  ["", ""],
  ["  ", ""],
])("%j is %s", (reference, form) => {
  expect(canonicalImage(reference)).toBe(form);
  if (form !== "") expect(canonicalImage(form)).toBe(form);
});

test.each([
  ["nginx:1.27", "nginx:1.28"],
  ["nginx", "nginx:1"],
  ["nginx", "acme/nginx"],
  ["docker.io/nginx", "ghcr.io/nginx"],
  ["nginx:1.27", "nginx:1.27@sha256:1f"],
  ["nginx@sha256:1f", "nginx@sha256:2f"],
  ["ghcr.io/acme/a", "ghcr.io/library/acme/a"],
  ["localhost:5000/nginx", "nginx:5000"],
  ["Acme/a:1", "acme/a:1"],
])("%s is another image than %s", (one, other) => {
  expect(canonicalImage(one)).not.toBe(canonicalImage(other));
});

test.each([
  ["docker.io/library/nginx:1.27", "nginx:1.27", true],
  ["nginx", "docker.io/library/nginx:latest", true],
  ["nginx:1.27@sha256:1f", "nginx:1.27", true],
  ["docker.io/library/nginx:latest@sha256:1f", "nginx", true],
  ["nginx:1.27@sha256:1f", "nginx@sha256:1f", true],
  ["nginx@sha256:1f", "nginx:1.27", false],
  ["nginx:1.27", "nginx:1.27@sha256:1f", false],
  ["nginx:1.28@sha256:1f", "nginx:1.27", false],
  ["nginx:1.27@sha256:2f", "nginx:1.27@sha256:1f", false],
  ["mirror.example/nginx:1.27@sha256:1f", "nginx:1.27", false],
  ["sha256:1f", "nginx:1.27", false],
])("an instance that shows %s runs the declared %s: %p", (shown, declared, is) => {
  expect(isDeclaredImage(shown, declared)).toBe(is);
});

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
])("%s may be what the service makes of %s: %p", (shown, declared, may) => {
  expect(mayBeSameImage(shown, declared)).toBe(may);
});
