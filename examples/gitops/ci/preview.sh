#!/bin/sh
# Plans a change of $STACK and changes nothing. plans/$STACK.md is the comment for the reviewer.
set -eu
: "${STACK:?Set STACK to the stack that is to be planned: dev or prod.}"

# The other scripts run the program without type checks (PULUMI_NODEJS_TRANSPILE_ONLY): this one is for all of them.
npx --no -- tsc

mkdir -p plans
# --refresh, because `up` does it too: the plan then has what is to be repaired.
if ! pulumi preview --stack "$STACK" --refresh --non-interactive --json > "plans/$STACK.json"; then
  # The reason is inside of the JSON; without --json Pulumi prints it for people.
  pulumi preview --stack "$STACK" --refresh --non-interactive || true
  exit 1
fi
npx --no -- pulumi-novita plan "plans/$STACK.json" > "plans/$STACK.md"
cat "plans/$STACK.md"
