/** What the state keeps of a thing, how drift in it is seen, and what of it is secret. */
export {
  asChosen,
  asPlaced,
  asPlacedLive,
  asWritten,
  declaredSoFar,
  stillAccepted,
  writtenOf,
} from "./choices";
export { withDefaults } from "./defaults";
export { adoptedForms, asDeclared, drifted, isOpen } from "./drift";
export { declaredSince, isLeft, namedOf, secretsShown, undeclaredIn, withFound } from "./found";
export { concealIn, hiddenIn, viewOf } from "./secrets";
export { fieldsOf, formsOf, inputsOf, remembering, rememberedIn, stateOf, type StateParts } from "./state";
