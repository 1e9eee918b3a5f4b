#!/bin/sh
# Closes the creates that a killed run of $STACK has left open in the state, once their instances are in the state
# (`up` has taken them over or created them again). Fails, and names them, if they are not: then an instance may be
# billed that no state knows.
set -eu
: "${STACK:?Set STACK to the stack that is to be settled: dev or prod.}"

open=$(pulumi stack export --stack "$STACK" | node ci/pending.js)
if [ "$open" -gt 0 ]; then
  pulumi refresh --stack "$STACK" --clear-pending-creates --yes --skip-preview --non-interactive
fi
