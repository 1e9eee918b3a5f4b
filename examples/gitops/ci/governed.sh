#!/bin/sh
# Runs a command of Pulumi (`preview`, `up`) under the policies of policies.json. That file holds for all stacks, and can
# have other owners than the program (CODEOWNERS).
#
# The pack is given as the executable file in its folder, which needs nothing of the CLI; Pulumi takes the folder as well.
set -eu

exec pulumi "$@" --policy-pack node_modules/pulumi-novita-policy/pulumi-analyzer-novita --policy-pack-config policies.json
