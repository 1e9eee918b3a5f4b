/** What a resource and a run are; knows no resource by name, and does nothing by itself. */
export { billWords } from "./bill";
export { define } from "./define";
export { Deployment } from "./deployment";
export { formatDuration, parseDuration } from "./durations";
export * from "./facts";
export * from "./live";
export { adoptOf, limitOf, notAsked, restOf, saysWhyAgain, timeoutMs, waits, whyUnheard } from "./options";
export type * from "./resource";
export { entriesOf, type Rule, ruleFailures, textOf, type Values } from "./rule";
export { hiddenView, openView, type View } from "./view";
