/**
 * A note as Novita keeps it: the user's own, and then the name of the task, since a task has no name of its own and has to be
 * recognised if the answer to its create is lost: `for the trainers [pulumi-novita: base-1a2b3c4d5e6f70]`.
 */
export function marked(note = "", name?: string): string {
  const mark = name === undefined ? [] : [`[pulumi-novita: ${name}]`];
  return [...(note === "" ? [] : [note]), ...mark].join(" ");
}

const MARKED = /^(?:(.*) )?\[pulumi-novita: ([^\s\]]+)\]\s*$/s;

/** The two parts of such a note; one that has no mark is the user's as a whole. */
export function unmarked(kept: string): { readonly note: string; readonly name?: string } {
  const [, note = "", name] = MARKED.exec(kept) ?? [];
  return name === undefined ? { note: kept } : { note, name };
}
