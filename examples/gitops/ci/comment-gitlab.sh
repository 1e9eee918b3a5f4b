#!/bin/sh
# Writes the plans as a comment on the merge request. The token travels by standard input: a command line can be read
# by every process of the machine.
set -eu
: "${PLAN_COMMENT_TOKEN:?Set PLAN_COMMENT_TOKEN to a project access token with the scope api.}"

cat plans/*.md > comment.md
printf 'header = "PRIVATE-TOKEN: %s"\n' "$PLAN_COMMENT_TOKEN" |
  curl --config - --silent --show-error --fail --output /dev/null --data-urlencode body@comment.md \
    "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
