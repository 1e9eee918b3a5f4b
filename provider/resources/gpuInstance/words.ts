/** What messages call it. */
export const noun = "GPU instance";
