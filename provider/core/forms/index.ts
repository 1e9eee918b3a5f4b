/** The forms in which values of inputs are written and compared: ports, images, lists. Knows no resource. */
export { same, type Comparing } from "./canonical";
export { canonicalImage, isDeclaredImage, mayBeSameImage } from "./image";
export { type Alike, arranged, objectsOf, portsInOrder } from "./order";
export {
  canonicalPorts,
  formatPorts,
  MOST_PORTS,
  parsePort,
  portNumberProblem,
  readPorts,
  RESERVED_PORTS,
  splitPorts,
  tidyPorts,
} from "./ports";
