/** The forms in which values of inputs are written and compared: ports, images, lists. Knows no resource. */
export { same, type Comparing } from "./canonical";
export { isDeclaredImage, mayBeSameImage, partsOf } from "./image";
export { type Alike, arranged, keysOf, objectsOf, portsInOrder, valuesOf, variablesInOrder } from "./order";
export { formatPorts, parsePort, portNumberProblem, readPorts, splitPorts, tidyPorts } from "./ports";
