/** What the state keeps of a thing, how drift in it is seen, and what of it is secret. */
export { withDefaults } from "./defaults";
export { asDeclared, drifted, echoedFields, observedForms, withDrift } from "./drift";
export { concealIn, hiddenIn, viewOf } from "./secrets";
export { fieldsOf, inputsOf, remembering, rememberedIn, stateOf, type StateParts } from "./state";
