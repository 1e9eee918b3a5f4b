"use strict";
/*
 * Declares the resources in the JSON file that NOVITA_TEST_DECLARATIONS names:
 * [{ name, type?, args?, options?, get?, call? }], where `type` is "GpuInstance" if nothing is said, or "Rig" for a component,
 * `get` is the id of one that is only read, and `call` is a method to call of it. A text "{{first.id}}" is the output `id` of the resource declared before as
 * `first`, and "{{first}}" that resource; inside of a longer text it is interpolated. An object { $secret: value } is that
 * value, marked as secret.
 */
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const novita = require("pulumi-novita");

const declared = new Map();

function outputOf(path) {
  const [name, ...keys] = path.split(".");
  return keys.reduce((value, key) => value[key], declared.get(name));
}

function resolve(value) {
  if (typeof value === "string") return resolveText(value);
  if (Array.isArray(value)) return value.map(resolve);
  if (value === null || typeof value !== "object") return value;
  if ("$secret" in value) return pulumi.secret(resolve(value.$secret));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
}

function resolveText(text) {
  const whole = /^\{\{([^}]+)\}\}$/.exec(text);
  if (whole) return outputOf(whole[1]);
  const parts = text.split(/\{\{([^}]+)\}\}/);
  if (parts.length === 1) return text;
  return pulumi.concat(...parts.map((part, at) => (at % 2 === 1 ? outputOf(part) : part)));
}

class Rig extends pulumi.ComponentResource {
  constructor(name, _args, options) {
    super("my:index:Rig", name, {}, options);
  }
}

for (const { name, type = "GpuInstance", args, options, get, call } of JSON.parse(
  readFileSync(process.env.NOVITA_TEST_DECLARATIONS, "utf8"),
)) {
  const Type = type === "Rig" ? Rig : novita[type];
  declared.set(name, get ? Type.get(name, get, options) : new Type(name, resolve(args), resolve(options)));
  if (call) module.exports = { ...module.exports, [name]: declared.get(name)[call]() };
}
