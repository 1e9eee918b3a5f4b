#!/bin/sh
# Switches every instance of $STACK $POWER, in place: `off` in the evening, `on` in the morning. What it sets holds until it
# sets something else: the program leaves the power alone in every other run, so a merge at night starts nothing.
# A start fails if the GPUs are gone in the morning; nothing is lost then, and running the job again starts them.
set -eu
: "${STACK:?Set STACK to the stack that is to be switched: dev or prod.}"
case ${POWER:-} in
  on | off) ;;
  *)
    echo "Nothing was switched: set POWER to \"on\" or \"off\"." >&2
    exit 1
    ;;
esac

# In the file of this checkout alone.
pulumi config set power "$POWER" --stack "$STACK" --non-interactive
sh ci/up.sh
