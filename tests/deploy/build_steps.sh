#!/usr/bin/env bash
# The Dockerfile's pip steps in an empty folder: install with the pins, then the command answers. About a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/source"
cp -r pyproject.toml constraints.txt README.md LICENSE bot adapters "$folder/source"
export PIP_CONSTRAINT="$folder/source/constraints.txt" PIP_DISABLE_PIP_VERSION_CHECK=1
python3 -m venv "$folder/baton"
"$folder/baton/bin/pip" install --quiet "$folder/source[charts,mail]"
cd "$folder"
"$folder/baton/bin/baton" --help >/dev/null
"$folder/baton/bin/baton" slack-manifest >/dev/null
"$folder/baton/bin/python" -c "import adapters.slack_chat.app, adapters.discord_chat.app" 2>/dev/null
echo "The steps work."
