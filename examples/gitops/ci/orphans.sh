#!/bin/sh
# Looks in the whole account for instances that some stack has made and that the state of none knows: what a killed
# run has left and no later run asks about. Changes nothing.
#
# A stack that shares the account must be among STACKS, or its instances are taken for orphans. So are those that a
# run is just creating: if it fails beside a running `up`, start it again afterwards.
set -eu
: "${STACKS:?Set STACKS to all stacks of the account, with spaces between: dev prod.}"

mkdir -p states
set --
for stack in $STACKS; do
  file=states/$(printf '%s' "$stack" | tr / -).json
  # The secrets in it stay encrypted; it is no artifact of the job all the same.
  pulumi stack export --stack "$stack" > "$file"
  set -- "$@" "$file"
done
npx --no -- pulumi-novita orphans "$@"
