import type { Inputs as AnyInputs } from "../../core";
import type { NetworkStorageInputs } from "./generated/inputs";

/** What the user declared, checked, and whose declaration it is. */
export type Inputs = NetworkStorageInputs & Omit<AnyInputs, "lifecycle">;
