import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";
import { pinnedImages } from "./pinnedImages";

const sha256 = `sha256:${"a".repeat(64)}`;
const sha512 = `sha512:${"b".repeat(128)}`;

const moving = (imageUrl: string, means: string): string =>
  `imageUrl is "${imageUrl}", which ${means}: what it runs changes with the next push. Give it a tag that stays, or a digest.`;
const undigested = (imageUrl: string, name: string): string =>
  `imageUrl is "${imageUrl}", which has no digest: the image behind a tag can be exchanged. Pin it as ${name}@sha256:...`;

test.each<[string, object]>([
  ["nginx:1.27", {}],
  ["pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime", {}],
  ["registry.example.com:5000/team/app:1.0", {}],
  [`nginx@${sha256}`, {}],
  // The digest decides, whatever the tag.
  [`nginx:latest@${sha256}`, {}],
  [`registry.example.com:5000/team/app@${sha512}`, { require: "digest" }],
  [`nginx:1.27@${sha256}`, { require: "digest" }],
  ["nginx:latest", { movingTags: ["nightly"] }],
])("%s is pinned under %j", (imageUrl, config) => {
  expect(saidBy(pinnedImages, instance({ imageUrl }), config)).toEqual([]);
});

test.each<[string, object, (image: string) => string]>([
  ["nginx", {}, (image) => moving(image, 'has no tag and so means "latest"')],
  ["nginx:latest", {}, (image) => moving(image, 'has the tag "latest"')],
  // The colon of a registry's port is no tag's.
  ["registry.example.com:5000/app", {}, (image) => moving(image, 'has no tag and so means "latest"')],
  ["localhost:5000/app:latest", {}, (image) => moving(image, 'has the tag "latest"')],
  ["app:nightly", { movingTags: ["nightly"] }, (image) => moving(image, 'has the tag "nightly"')],
  ["nginx:1.27", { require: "digest" }, (image) => undigested(image, "nginx")],
  ["localhost:5000/app", { require: "digest" }, (image) => undigested(image, "localhost:5000/app")],
])("%s is not pinned under %j", (imageUrl, config, message) => {
  expect(saidBy(pinnedImages, instance({ imageUrl }), config)).toEqual([message(imageUrl)]);
});

test.each([
  "nginx:",
  "UPPER/Case:1",
  "two words",
  "nginx@sha256:short",
  "https://user:canary@r.example/app:1",
])("%j cannot be read, and so is not known to be pinned", (imageUrl) => {
  expect(saidBy(pinnedImages, instance({ imageUrl }))).toEqual([
    "imageUrl cannot be read as an image reference. Write it as registry/repository:tag or registry/repository@sha256:...",
  ]);
});

test("an image that is not known is not checked", () => {
  expect(saidBy(pinnedImages, instance({ imageUrl: UNKNOWN }), { require: "digest" })).toEqual([]);
});
