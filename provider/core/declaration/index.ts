/** What a program declares: whose it is, its inputs and state, unknown values, paths. Imports nothing. */
export * from "./declaration";
export { anyEntry, type CheckFailure, failure, formatPath, type Path } from "./failures";
export { hasUnknown, known, UNKNOWN, withoutAbsent } from "./unknowns";
export { qualifiedTypeOf } from "./qualifiedType";
