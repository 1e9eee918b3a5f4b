#!/bin/sh
# Plans a change of $STACK and changes nothing. plans/$STACK.md is the comment for the reviewer.
set -eu
: "${STACK:?Set STACK to the stack that is to be planned: dev or prod.}"

# The other scripts run the program without type checks (PULUMI_NODEJS_TRANSPILE_ONLY): this one is for all of them.
npx --no -- tsc

mkdir -p plans
failed=0
# --refresh, because `up` does it too: the plan then has what is to be repaired. What policies find is in the event log
# alone, which Pulumi counts among its debug commands.
PULUMI_DEBUG_COMMANDS=true sh ci/governed.sh preview --stack "$STACK" --refresh --json --show-sames --non-interactive \
  --event-log "events-$STACK.jsonl" > "plans/$STACK.json" || failed=1
# Of a preview that failed the plan says why.
npx --no -- pulumi-novita plan "plans/$STACK.json" --events "events-$STACK.jsonl" > "plans/$STACK.md"
cat "plans/$STACK.md"
exit "$failed"
