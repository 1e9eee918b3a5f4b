import { printable } from "../../api";
import { bagOf, type Inputs, type Properties } from "../declaration";
import { same } from "../forms";
import type { Context, Definition, Live } from "../model";
import { adoptedForms, drifted, fieldsOf, viewOf } from "../state";

/** What of a live thing is not as declared and cannot be made so without replacing or resetting it, in words. */
export function differencesOf(ctx: Context, live: Live, inputs: Inputs): string[] {
  const { resource } = ctx;
  const { hides, show } = viewOf(ctx, inputs);
  const declared = fieldsOf(resource, inputs);
  const shown = resource.liveInputs(live, declared);
  const differing = drifted(resource, shown, declared, adoptedForms(resource, shown, declared)).filter(
    (name) => !(resource.isSettable?.(name, live, inputs) ?? false),
  );
  return differing.map((name) =>
    resource.facts.fields[name]?.secret || hides(name)
      ? `${name} differs (the values are secret and not shown)`
      : `${name} is ${show(name, printed(shown[name]))}, declared is ${show(name, printed(declared[name]))}`,
  );
}

/** The same of an orphan; what the service does not show may differ as well. */
export function orphanDifferences(ctx: Context, orphan: Live, { name: _name, ...inputs }: Inputs): string[] {
  return [...differencesOf(ctx, orphan, inputs), ...unseen(ctx.resource, orphan, inputs)];
}

function unseen(resource: Definition, orphan: Live, inputs: Inputs): string[] {
  const declared: Properties = bagOf(inputs);
  const shown = resource.liveInputs(orphan, fieldsOf(resource, inputs));
  return Object.keys(resource.facts.fields)
    .filter((name) => resource.countsUnseen(name) && shown[name] === undefined)
    .filter((name) => !same(resource, name, declared[name], undefined))
    .map((name) => `${name} is declared, and the service does not show it`);
}

function printed(value: unknown): string {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "nothing";
  return printable(JSON.stringify(value));
}
