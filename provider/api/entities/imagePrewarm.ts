import {
  type Fields,
  LONGEST_STATUS,
  LONGEST_STATUS_MESSAGE,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  records,
  text,
  textOrEmpty,
  words,
} from "./fields";

/** A task that brings an image to a cluster before an instance needs it. */
export interface ImagePrewarm {
  readonly id: string;
  readonly imageName?: string;
  readonly imageUrl?: string;
  /** Id of a registry credential; "" if none. */
  readonly repositoryAuth?: string;
  readonly clusterId?: string;
  readonly clusterName?: string;
  /** Ids of the products on whose hosts the image is wanted. */
  readonly productIds?: readonly string[];
  readonly imageBytes?: number;
  /** The service's own word: `Pending`, `Running`, `Succeeded`, `Failed`. */
  readonly state?: string;
  readonly note?: string;
  /** Why it failed, in the service's words; none if it did not. */
  readonly reasons: readonly string[];
  /** Seconds since 1970. */
  readonly createdAt?: number;
  /** Seconds since 1970. */
  readonly completedAt?: number;
}

/** How much may be prewarmed. */
export interface ImagePrewarmQuota {
  /** Taken to be the tasks that count now. */
  readonly total?: number;
  /** Tasks that may be going on at once. */
  readonly limit?: number;
  /** Largest image in GB. */
  readonly perImageGb?: number;
}

/** `{id}`. */
export function decodeCreatedPrewarm(answer: unknown): string {
  const { id, data } = record(answer);
  return mustHaveId("it carries no id of a prewarm task", id, record(data).id);
}

/** `{data, total}`. */
export function decodeImagePrewarms(answer: unknown): Page<ImagePrewarm> {
  return pageOf(answer, ["data"], "prewarm tasks", readPrewarm);
}

/** `{total, limit, perImageSize}`. */
export function decodePrewarmQuota(answer: unknown): ImagePrewarmQuota {
  const { total, limit, perImageSize } = record(answer);
  return present<ImagePrewarmQuota>({
    total: number(total),
    limit: number(limit),
    perImageGb: number(perImageSize),
  });
}

function readPrewarm(fields: Fields): ImagePrewarm {
  return present<ImagePrewarm>({
    id: mustHaveId("the prewarm task has no id", fields.id, fields.Id),
    imageName: text(fields.imageName),
    imageUrl: text(fields.imageUrl),
    repositoryAuth: textOrEmpty(fields.repositoryAuth),
    clusterId: text(fields.clusterId),
    clusterName: text(fields.clusterName),
    productIds: records(fields.products)?.flatMap(({ productId }) => text(productId) ?? []),
    imageBytes: number(fields.imageSize) || undefined,
    state: words(fields.state, LONGEST_STATUS),
    note: textOrEmpty(fields.note),
    reasons: reasonsOf(fields.reason),
    createdAt: number(fields.createTime) || undefined,
    completedAt: number(fields.completeTime) || undefined,
  });
}

/** A list of texts; a single one is one as well. */
function reasonsOf(reason: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(reason) ? reason : [reason];
  return all.flatMap((each) => words(each, LONGEST_STATUS_MESSAGE) ?? []);
}
