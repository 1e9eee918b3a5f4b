#!/bin/sh
# Plans a change of $STACK and changes nothing. plans/<stack>.md is the comment for the reviewer; the job's log has the whole
# plan if the comment has to be cut.
set -eu
: "${STACK:?Set STACK to the stack that is to be planned: dev or prod.}"

name=${STACK##*/}
# GitHub takes comments of at most 65,536 characters, and the plans of both stacks share one.
longest=${PLAN_CHARACTERS:-30000}
mkdir -p plans
# Stands until there is a plan: a reviewer has to see a failure too.
printf '### GPU plan for %s\n\n**There is no plan: the job failed before it, and its log says why.**\n' "$STACK" > "plans/$name.md"

# The other scripts run the program without type checks (PULUMI_NODEJS_TRANSPILE_ONLY): this one is for all of them.
npx --no -- tsc

failed=0
rm -f "events-$name.jsonl"
# --refresh, because `up` does it too: the plan then has what is to be repaired. What policies find is in the event log
# alone, which Pulumi counts among its debug commands.
PULUMI_DEBUG_COMMANDS=true sh ci/governed.sh preview --stack "$STACK" --refresh --json --show-sames --non-interactive \
  --event-log "events-$name.jsonl" > "plans/$name.json" || failed=1
# Of a preview that failed the plan says why.
plan() {
  npx --no -- pulumi-novita plan "plans/$name.json" --events "events-$name.jsonl" "$@"
}
whole=$(plan --max-characters 1000000)
printf '%s\n' "$whole"
shown=$(plan --max-characters "$longest")
printf '%s\n' "$shown" > "plans/$name.md"
if [ "$shown" != "$whole" ]; then
  printf '\nThe log of the job has the whole plan.\n' >> "plans/$name.md"
fi
exit "$failed"
