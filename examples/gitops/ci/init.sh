#!/bin/sh
# Makes $STACK, once, by a person: with secrets encrypted by your own passphrase (or by Pulumi Cloud) and a notebook token of
# your own in place of the example's, and an owner: what keeps your instances apart from those of every other copy.
# No pipeline makes a stack: with a wrong PULUMI_BACKEND_URL it would start from nothing, beside a fleet that is running.
set -eu
: "${STACK:?Set STACK to the stack that is to be made: dev or prod, or <organization>/dev.}"

file=Pulumi.${STACK##*/}.yaml
if grep -q '^# The passphrase of this example' "$file"; then
  # What the example's passphrase has encrypted goes. A file that has your own secrets is left alone.
  sed -e '/^# The passphrase of this example/d' -e '/^encryptionsalt:/d' -e '/novita-gitops:notebookToken:/,/secure:/d' "$file" > "$file.new"
  mv "$file.new" "$file"
fi
pulumi stack init "$STACK" --non-interactive
if ! grep -q 'novita-gitops:notebookToken:' "$file"; then
  token=$(node -p 'require("node:crypto").randomBytes(18).toString("base64url")')
  # By standard input: a command line can be read by every process of the machine.
  printf '%s' "$token" | pulumi config set --secret notebookToken --stack "$STACK" --non-interactive
fi
if ! grep -q 'novita:owner:' "$file"; then
  owner=$(node -p 'require("node:crypto").randomUUID()')
  pulumi config set novita:owner "$owner" --stack "$STACK" --non-interactive
fi
echo "Made the stack $STACK. Commit $file: its secrets are encrypted."
