/** How messages show the inputs of one resource. */
export interface View {
  /** Whether the program has marked the value at this place, or a part of it, as secret. */
  readonly hides: (path: string) => boolean;
  /** `text`, which is the value as somebody would write it, without known secrets; `[secret]` if the view hides it. */
  readonly show: (path: string, text: string) => string;
}

/** Of inputs that hold no secret. */
export const openView: View = { hides: () => false, show: (_path, text) => text };

/** Of inputs of which any may be secret. */
export const hiddenView: View = { hides: () => true, show: () => "[secret]" };
