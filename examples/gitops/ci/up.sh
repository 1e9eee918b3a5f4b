#!/bin/sh
# Makes $STACK what the program declares.
set -eu
: "${STACK:?Set STACK to the stack that is to be updated: dev or prod.}"

sh ci/recover.sh
sh ci/governed.sh up --stack "$STACK" --yes --skip-preview --non-interactive
sh ci/settle.sh
