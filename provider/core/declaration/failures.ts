/** One thing wrong with the inputs, as Pulumi's check reports it. */
export interface CheckFailure {
  /** Where, as the user writes it: `envs[0].key`. */
  readonly property: string;
  /** A whole sentence, with the path in it: some faces show the reason alone. */
  readonly reason: string;
}

/** The steps from the inputs to a value. */
export type Path = readonly (string | number)[];

/** `["envs", 0, "key"]` as the user writes it: `envs[0].key`; what is no name is in quotes: `lifecycle["a.b"]`. */
export function formatPath(path: Path): string {
  return path
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w$-]+$/.test(step)) return `["${step.replace(/["\\]/g, "\\$&")}"]`;
      return at === 0 ? step : `.${step}`;
    })
    .join("");
}

/** The same for whichever entry of a list: `envs[*].key`. */
export function anyEntry(path: Path): string {
  return formatPath(path).replace(/\[\d+\]/g, "[*]");
}

/** A failure whose sentence begins with the path. */
export function failure(path: Path | string, rest: string): CheckFailure {
  const property = typeof path === "string" ? path : formatPath(path);
  return { property, reason: `${property} ${rest}` };
}
