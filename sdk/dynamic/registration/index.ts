/** How a class of this package registers its resource with Pulumi. */
export { type Kind, registrationOf } from "./registration";
