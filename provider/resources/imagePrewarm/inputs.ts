import type { Inputs as AnyInputs } from "../../core";
import type { ImagePrewarmInputs } from "./generated/inputs";

/** What the user declared, checked, and whose declaration it is. The name is drawn by create. */
export type Inputs = ImagePrewarmInputs & Omit<AnyInputs, "lifecycle">;
