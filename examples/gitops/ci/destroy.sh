#!/bin/sh
# Deletes every instance of $STACK and so ends its bill. The stack itself stays, for the next `up`.
set -eu
: "${STACK:?Set STACK to the stack that is to be destroyed: dev or prod.}"

name=${STACK##*/}
if [ "${CONFIRM_DESTROY:-}" != "$name" ]; then
  echo "Nothing was deleted: to destroy the stack \"$STACK\", start this job with CONFIRM_DESTROY set to \"$name\"." >&2
  exit 1
fi
sh ci/recover.sh
# `pulumi destroy` knows nothing of an instance whose create was cut off, and ends with success beside it.
sh ci/settle.sh
pulumi destroy --stack "$STACK" --yes --skip-preview --non-interactive
