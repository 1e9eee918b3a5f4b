import type { Compared } from "../../core";
import { whyExpired } from "./expiry";
import { choiceRemark } from "./placement";
import { releaseRemark } from "./power";
import { reclaimRemark } from "./spot";

/** What there is to know, whoever compares an instance of a state with what the program declares, in sentences about it. */
export const remarks: readonly ((compared: Compared) => string | undefined)[] = [
  ...[choiceRemark, reclaimRemark, whyExpired, releaseRemark],
];
