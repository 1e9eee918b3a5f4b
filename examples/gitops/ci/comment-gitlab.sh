#!/bin/sh
# Writes the plans as one comment on the merge request, over the one of an earlier push. The token travels by standard
# input: a command line can be read by every process of the machine.
set -eu
: "${PLAN_COMMENT_TOKEN:?Set PLAN_COMMENT_TOKEN to a project access token with the scope api.}"

# Not shown. By it the comment is found again among those of people and of other jobs.
mark='<!-- pulumi-novita plan -->'
notes=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes

call() {
  printf 'header = "PRIVATE-TOKEN: %s"\n' "$PLAN_COMMENT_TOKEN" | curl --config - --silent --show-error --fail "$@"
}

# Prints "<id>" of the marked note on a page, "next" if the page is full, else "none".
find_on_page() {
  MARK=$mark node -p '
    const notes = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const own = notes.find(({ body }) => body.startsWith(process.env.MARK));
    own ? own.id : notes.length === 100 ? "next" : "none"'
}

{ printf '%s\n' "$mark"; cat plans/*.md; } > comment.md
page=1
found=next
while [ "$found" = next ]; do
  call --output notes.json "$notes?per_page=100&page=$page"
  found=$(find_on_page < notes.json)
  page=$((page + 1))
done
if [ "$found" = none ]; then
  call --output /dev/null --data-urlencode body@comment.md "$notes"
else
  call --output /dev/null --request PUT --data-urlencode body@comment.md "$notes/$found"
fi
