/**
 * What every resource of this service needs. Knows no resource by name, and neither HTTP nor gRPC; time, randomness and
 * the resource come in as a {@link Context}.
 */
export * from "./await";
export * from "./declaration";
export * from "./exactlyOnce";
export * from "./forms";
export * from "./lifecycle";
export * from "./model";
export * from "./state";
export * from "./validate";
