import type { Inputs as AnyInputs } from "../../core";
import type { TemplateInputs } from "./generated/inputs";

/** What the user declared, checked, and whose declaration it is. */
export type Inputs = TemplateInputs & Omit<AnyInputs, "lifecycle">;
