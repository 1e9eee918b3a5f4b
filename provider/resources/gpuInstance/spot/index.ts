/** What is done and said about a spot instance whose capacity is taken back: `lifecycle.onReclaim`. */
export {
  isTakenBack,
  leftAlone,
  onReclaim,
  onReclaimOf,
  reclaimRemark,
  replacesHalted,
  whyRefused,
} from "./reclaim";
