#!/bin/sh
# Brings the state of $STACK up to date, and takes away the lock that a dead run has left. First step of every run
# that changes something.
#
# When `pulumi cancel` is safe: only when no other run of this stack can be alive. Cancelling a healthy run makes two
# of them write one state, and the one that writes last forgets what the other has made. RUNS_ALONE=true says that no
# other run is alive. A pipeline may say so in a job that has a concurrency group (GitHub) or a resource group
# (GitLab) of this stack: the platform starts it only when the one before it has ended, so a lock that it finds is a
# dead run's. That holds while
#   - only the pipeline runs this stack: whoever runs it by hand from another machine is not in the group; and
#   - a job that the platform has given up is really dead. On hosted runners and in containers it is. A machine of
#     your own that has only lost its connection may still be working: do not set RUNS_ALONE on such runners.
# By hand: make sure that nobody runs this stack, then `pulumi cancel --stack <stack>`.
set -eu
: "${STACK:?Set STACK to the stack that is to be recovered: dev or prod.}"

refresh() {
  pulumi refresh --stack "$STACK" --yes --skip-preview --non-interactive 2>&1
}

if said=$(refresh); then
  printf '%s\n' "$said"
  exit 0
fi
printf '%s\n' "$said"

case $said in
  # Of a bucket or a folder, and of Pulumi Cloud.
  *'the stack is currently locked'* | *'Another update is currently in progress'*) ;;
  *) exit 1 ;;
esac
if [ "${RUNS_ALONE:-}" != true ]; then
  echo "Not cancelled: RUNS_ALONE is not \"true\", so the run that holds the lock may be alive. ci/recover.sh says when it cannot be." >&2
  exit 1
fi
echo "No other run of $STACK is alive (RUNS_ALONE), so the lock is a dead run's: it is taken away."
pulumi cancel --stack "$STACK" --yes --non-interactive
refresh
