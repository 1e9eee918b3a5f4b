import { violationsOf } from "../choices";
import { type Declared, textOf } from "../declared";
import type { InstancePolicy } from "../policy";

interface Config {
  readonly products: readonly string[];
}

/** Which products may be rented: ids, or patterns in which `*` stands for any text. */
export const allowedProducts: InstancePolicy<Config> = {
  name: "allowed-products",
  description: "Only products on the list are rented.",
  options: {
    products: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: ["*"],
      description:
        "Ids of products, in capital or small letters; `*` in one stands for any text, as in `4090.*`.",
    },
  },
  violations: (declared, { products }) => {
    const allowed = products.length === 0 ? "allows none" : `allows ${products.join(", ")}`;
    const idOf = ({ props }: Declared): string | undefined => textOf(props.productId);
    return violationsOf(declared, idOf, (id, { instance: { show }, placeOf }) => {
      if (products.some((pattern) => matches(pattern, id))) return [];
      return [
        `${placeOf("productId")} is ${show("productId", `"${id}"`)}, but the policy config ${allowed}. Choose an allowed product, or add this one to "products" of allowed-products.`,
      ];
    });
  },
};

/** Whether a text is what a pattern says; `*` is the only sign with a meaning, and case has none: Novita mixes it in ids. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
}
