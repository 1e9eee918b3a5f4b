import { secretPaths } from "../fieldFacts";
import type { JsonSchema } from "../jsonSchema";
import { nestedObjects, renderTypes, titleOf, type TypeStyle } from "../types/renderTypes";
import { type FunctionSource, keywordsIn } from "./functionSchemas";

const own = { noun: "function" };

/** The schemas of all functions, by their names, for the provider and whoever describes it. */
export function schemasModule(functions: readonly FunctionSource[]): string {
  const schemas = functions.map(({ name, ...each }) => [name, each] as const);
  return `
    /** What each function does, is asked and answers, as JSON Schema that refers to nothing else. */
    export const schemas = ${JSON.stringify(Object.fromEntries(schemas))} as const;

    /** Extension keywords in them, which a strict validator has to be told about. */
    export const xKeywords = ${JSON.stringify(keywordsIn(functions))} as const;
  `;
}

/** Plain types of what is asked and answered, and `Functions`, which has them by the function's name. */
export async function plainTypes(functions: readonly FunctionSource[]): Promise<string> {
  const style = { suffix: "", wrap: (inner: string) => inner };
  const schemas = functions.flatMap((each) => [each.arguments, each.result]).filter(hasAny);
  const lines = functions.map(({ name, arguments: args, result }) => {
    const asked = hasAny(args) ? titleOf(args) : "Record<string, never>";
    return `readonly ${name}: { readonly args: ${asked}; readonly result: ${titleOf(result)} };`;
  });
  return `
    /** What each function is asked and answers. */
    export interface Functions {
      ${lines.join("\n")}
    }
    ${await render(schemas, style)}
  `;
}

/** One interface for each schema, and one for each object inside of them. */
async function render(schemas: readonly JsonSchema[], style: TypeStyle): Promise<string> {
  const there = new Set<string>();
  const rendered: string[] = [];
  for (const schema of schemas) {
    rendered.push(await renderTypes(own, schema, titleOf(schema), style, (title) => there.has(title)));
    nestedObjects(schema).forEach((object) => there.add(titleOf(object)));
  }
  return rendered.join("\n\n");
}

/** What a program calls: each function as it is, and as one that takes and gives outputs. */
export async function programModule(functions: readonly FunctionSource[]): Promise<string> {
  const asking = functions.filter((each) => hasAny(each.arguments));
  const answers = await render(
    functions.map(({ result }) => result),
    { suffix: "", wrap: (inner) => inner, wrapSecret: (inner) => `pulumi.Output<${inner}>` },
  );
  const questions = await render(
    asking.map((each) => asInputs(each.arguments)),
    { suffix: "", wrap: (inner) => `pulumi.Input<${inner}>` },
  );
  const named = asking.map((each) => titleOf(each.arguments));
  return `
    import type * as pulumi from "@pulumi/pulumi";
    import type { ${named.join(", ")} } from "../../../provider/functions/generated/types";
    import { answer, answerOutput } from "../functions";

    export type { ${named.join(", ")} };

    ${answers}

    ${questions}

    /** What every answer of a function has, and what of it is secret; \`[*]\` stands for every entry of a list. */
    const facts = ${JSON.stringify(factsOf(functions))} as const;

    ${functions.map(calls).join("\n")}
  `;
}

function factsOf(functions: readonly FunctionSource[]): object {
  const facts = functions.map(({ name, result }) => [
    name,
    { required: result.required ?? [], secrets: secretPaths(result) },
  ]);
  return Object.fromEntries(facts) as object;
}

/** Whether an object has properties. */
function hasAny({ properties = {} }: JsonSchema): boolean {
  return Object.keys(properties).length > 0;
}

function asInputs(args: JsonSchema): JsonSchema {
  return { ...args, title: titleOf(args).replace(/Args$/, "OutputArgs") };
}

function calls({ name, description, arguments: args, result }: FunctionSource): string {
  const [plain, outputs, answered] = [titleOf(args), titleOf(asInputs(args)), titleOf(result)];
  const absent = (args.required ?? []).length === 0 ? " = {}" : "";
  if (!hasAny(args))
    return `
      /** ${description} */
      export function ${name}(): Promise<${answered}> {
        return answer("${name}", facts.${name}, {});
      }

      /** ${description} */
      export function ${name}Output(): pulumi.Output<pulumi.Unwrap<${answered}>> {
        return answerOutput("${name}", facts.${name}, {});
      }
    `;
  return `
    /** ${description} */
    export function ${name}(args: ${plain}${absent}): Promise<${answered}> {
      return answer("${name}", facts.${name}, args);
    }

    /** ${description} Its arguments may be outputs. */
    export function ${name}Output(args: ${outputs}${absent}): pulumi.Output<pulumi.Unwrap<${answered}>> {
      return answerOutput("${name}", facts.${name}, args);
    }
  `;
}
