import { parseFamiliarName } from "@swimlane/docker-reference";
import { textOf } from "../declared";
import type { InstancePolicy } from "../policy";

interface Config {
  readonly require: "tag" | "digest";
  readonly movingTags: readonly string[];
}

/** Whether what runs tomorrow is what ran today. An image with a digest is pinned, whatever its tag. */
export const pinnedImages: InstancePolicy<Config> = {
  name: "pinned-images",
  description: "Images are pinned by a tag that stays, or by digest.",
  options: {
    require: {
      type: "string",
      enum: ["tag", "digest"],
      default: "tag",
      description: "`tag`: a tag that is not a moving one, or a digest. `digest`: a digest.",
    },
    movingTags: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: ["latest"],
      description: "Tags that pin nothing.",
    },
  },
  violations: ({ props, show }, { require, movingTags }) => {
    const image = textOf(props.imageUrl);
    if (image === undefined) return [];
    const reference = parsed(image);
    // Not repeated: what is no reference may hold the password of a URL.
    if (!reference)
      return [
        "imageUrl cannot be read as an image reference. Write it as registry/repository:tag or registry/repository@sha256:...",
      ];
    if (reference.digest !== undefined) return [];
    const { tag = "latest" } = reference;
    const shown = show("imageUrl", `"${image}"`);
    if (require === "digest")
      return [
        `imageUrl is ${shown}, which has no digest: the image behind a tag can be exchanged. Pin it as ${show("imageUrl", withoutTag(image, reference.tag))}@sha256:...`,
      ];
    if (!movingTags.includes(tag)) return [];
    const shownTag = show("imageUrl", `"${tag}"`);
    const means =
      reference.tag === undefined ? `has no tag and so means "${tag}"` : `has the tag ${shownTag}`;
    return [
      `imageUrl is ${shown}, which ${means}: what it runs changes with the next push. Give it a tag that stays, or a digest.`,
    ];
  },
};

/** Whether a text is a reference to an image, such as `registry/repository:tag`, and not a URL, for instance. */
export function isImageReference(text: string | undefined): boolean {
  return text !== undefined && parsed(text) !== undefined;
}

function parsed(image: string): { readonly tag?: string; readonly digest?: string } | undefined {
  try {
    return parseFamiliarName(image);
  } catch {
    // It throws an Error for everything that is no reference.
    return undefined;
  }
}

function withoutTag(image: string, tag: string | undefined): string {
  return tag === undefined ? image : image.slice(0, -(tag.length + 1));
}
