#!/bin/sh
# Plans a change of $STACK and changes nothing. plans/$STACK.md is the comment for the reviewer.
set -eu
: "${STACK:?Set STACK to the stack that is to be planned: dev or prod.}"

mkdir -p plans
# Stands until there is a plan: a reviewer has to see a failure too.
printf '### GPU plan for %s\n\n**There is no plan: the job failed before it, and its log says why.**\n' "$STACK" > "plans/$STACK.md"

# The other scripts run the program without type checks (PULUMI_NODEJS_TRANSPILE_ONLY): this one is for all of them.
npx --no -- tsc

failed=0
rm -f "events-$STACK.jsonl"
# --refresh, because `up` does it too: the plan then has what is to be repaired. What policies find is in the event log
# alone, which Pulumi counts among its debug commands.
PULUMI_DEBUG_COMMANDS=true sh ci/governed.sh preview --stack "$STACK" --refresh --json --show-sames --non-interactive \
  --event-log "events-$STACK.jsonl" > "plans/$STACK.json" || failed=1
# Of a preview that failed the plan says why.
plan=$(npx --no -- pulumi-novita plan "plans/$STACK.json" --events "events-$STACK.jsonl")
printf '%s\n' "$plan" | tee "plans/$STACK.md"
exit "$failed"
