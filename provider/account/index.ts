/** Whose account it is: the settings from outside, and the client over the real network. */
export { type Connection, connect } from "./connect";
export { type Config, keySources, readSettings, settingNames, type Settings } from "./settings";
