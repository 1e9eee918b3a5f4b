#!/bin/sh
# Compares what runs with what the program declares for $STACK; fails if `up` would have something to do, and
# prints what. Changes nothing.
#
# Not `pulumi refresh --preview-only`: that compares with the state, which knows a drift already when an `up` has
# refreshed it and failed to repair it, and knows nothing of an instance whose create was cut off.
set -eu
: "${STACK:?Set STACK to the stack that is to be looked at: dev or prod.}"

lost=0
pulumi stack export --stack "$STACK" | node ci/pending.js > /dev/null || lost=1
pulumi preview --stack "$STACK" --refresh --diff --expect-no-changes --suppress-outputs --non-interactive
exit "$lost"
