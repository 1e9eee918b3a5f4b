#!/bin/sh
# Installs what package-lock.json says. Does nothing if the cache has brought exactly that.
set -eu

if ! cmp -s package-lock.json node_modules/installed-lock.json; then
  # No package of this project needs an install script, and a script would run beside the keys.
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/installed-lock.json
fi
