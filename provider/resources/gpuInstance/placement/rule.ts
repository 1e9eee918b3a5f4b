import { entriesOf, hasUnknown, type Rule, ruleFailures, type Values } from "../../../core";
import { same } from "../facts";
import type { Inputs } from "../inputs";
import { choicesOf, placed } from "./choices";

/**
 * The rule of `lifecycle.alternatives`: each is another choice, and one that would be accepted if it were declared alone.
 *
 * @param others What an instance has to keep to.
 */
export const alternatives =
  (others: readonly Rule[]): Rule =>
  (inputs, show, fail) => {
    const given = entriesOf((inputs.lifecycle as Values | undefined)?.alternatives);
    if (given.length === 0) return;
    const choices = choicesOf(inputs as unknown as Inputs);
    given.forEach((own, index) => {
      const [at, choice] = [`lifecycle.alternatives[${index}]`, choices[index + 1]?.alone];
      if (!choice) return;
      const isOwn = (path: string): boolean =>
        placed.some((name) => name === path && own[name] !== undefined);
      const there = (path: string, text: string): string => show(isOwn(path) ? `${at}.${path}` : path, text);
      const twin = choices.slice(0, index + 1).find(({ alone }) => isSame(alone, choice));
      if (twin)
        fail(
          at,
          `is the same as ${twin.at || "what is declared"}. Change its ${placed.join(", ")}, or remove it.`,
        );
      if (inputs.billingMode === "monthly" && (own.billingMode === "onDemand" || own.billingMode === "spot"))
        fail(
          `${at}.billingMode`,
          `is ${show(`${at}.billingMode`, JSON.stringify(own.billingMode))}, but the instance is paid by the month. Remove it: what is taken instead is paid by the month too.`,
        );
      else
        for (const { property, reason } of ruleFailures(others, choice as unknown as Values, there))
          if (isOwn(property)) fail(`${at}.${property}`, reason.slice(property.length + 1));
    });
  };

function isSame(one: Inputs, other: Inputs): boolean {
  return placed.every(
    (name) =>
      !hasUnknown([one[name], other[name]]) && same(name, one[name] || undefined, other[name] || undefined),
  );
}
