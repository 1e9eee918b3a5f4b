"use strict";
/*
 * Reads a state (`pulumi stack export`) from standard input and looks for creates that a killed run had started. Prints
 * how many are still open in the state; fails, and names them, if their resources are not in the state.
 */
const { readFileSync } = require("node:fs");

/** Creates that were started and not finished: `[{ urn, fixedName }]`; most names are drawn only while creating. */
function pendingCreates({ deployment }) {
  return (deployment.pending_operations ?? [])
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => ({ urn: resource.urn, fixedName: resource.inputs?.name }));
}

/** An instance that is being replaced stays in the state until its successor is there: it is not the one looked for. */
function isInState({ deployment }, urn) {
  return (deployment.resources ?? []).some(
    (resource) => resource.urn === urn && resource.id && !resource.pendingReplacement && !resource.delete,
  );
}

function sentence({ urn, fixedName }) {
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  const called = fixedName === undefined ? `begins with "${name}-"` : `is "${fixedName}"`;
  return `A run was killed while it created "${name}". If there is an instance of it (its name at Novita ${called}), it is billed, and the state does not know it.`;
}

const wayOut = `What to do: run the job "up" on main, which takes the instance over (novita:orphans: adopt). If main does not
declare it any more, delete it in Novita's console if it is there, then run
  pulumi refresh --stack <stack> --clear-pending-creates --yes
Ignore this while a run of the same stack is under way.`;

const text = readFileSync(0, "utf8");
if (text === "") {
  process.stderr.write("There is no state to read: what `pulumi stack export` said is why.\n");
  process.exit(1);
}
const state = JSON.parse(text);
const begun = pendingCreates(state);
const lost = begun.filter(({ urn }) => !isInState(state, urn));
process.stdout.write(`${begun.length}\n`);
if (lost.length > 0) {
  process.stderr.write(`${[...lost.map(sentence), wayOut].join("\n")}\n`);
  process.exitCode = 1;
}
