import { type Compared, hasUnknown, pick, rememberedIn } from "../../../core";
import { same } from "../facts";
import type { Inputs } from "../inputs";
import { choicesOf, placed } from "./choices";

type Shown = Pick<Compared, "label" | "olds" | "news" | "replaces">;

/** What becomes of an instance that is not the first choice, if the program may not accept it any more, in sentences. */
export function choiceRemark({ label, olds, news, replaces }: Shown): string | undefined {
  const isOther = rememberedIn(olds).declared !== undefined;
  const choices = choicesOf(news as unknown as Inputs).map(({ inputs }) => pick(inputs, placed));
  const isOpen = hasUnknown(choices);
  if (isOther && !isOpen && placed.some((name) => replaces.includes(name)))
    return `${label} is replaced: what it is (output placement) is none of the choices that the program declares any more. To keep it, put that back into lifecycle.alternatives, or declare it first.`;
  const isKnown = choices.some((each) =>
    placed.every((name) => !each[name] || same(name, olds[name], each[name])),
  );
  if (!isOther || !isOpen || isKnown || replaces.length > 0) return undefined;
  return `${label} stays if lifecycle.alternatives, which this preview does not know yet, still has it (output placement). Otherwise \`pulumi up\` replaces it.`;
}
