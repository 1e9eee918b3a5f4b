"use strict";
/* Prints what an installed module knows of itself, and where its errors stand. */
const { SemVer } = require("semver");

const { children, paths, loaded } = require.cache[require.resolve("semver")];
const places = () => {
  try {
    return new SemVer(7);
  } catch (error) {
    return error.stack.split("\n").filter((line) => line.includes("node_modules"));
  }
};
console.log(JSON.stringify([places(), children.length, paths, loaded]));
