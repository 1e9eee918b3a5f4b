/** What the process of either face has in common, whatever it is spoken to in. */
export {
  assemble,
  type Assembled,
  consoleVoice,
  logOver,
  type Machine,
  thisMachine,
  type Voice,
} from "./assemble";
export { endWithEngine, type OwnProcess } from "./endWithEngine";
export { faceError, toCheckFailures } from "./failure";
export { organizationOf } from "./organization";
export { outputsOf } from "./outputs";
