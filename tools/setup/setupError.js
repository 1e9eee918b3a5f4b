"use strict";

/** What can go wrong on a user's machine; printed without a stack. */
class SetupError extends Error {}

module.exports = { SetupError };
