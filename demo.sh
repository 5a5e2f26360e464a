#!/usr/bin/env bash
# The main job as far as it goes today: the warning, the fix, the converted copy. Running both side by side is not in it yet.
set -euo pipefail
cd "$(dirname "$0")"
. build/common.sh
require_sdk
say "Building the command line and the packages"
cli=$(build/cli.sh | tail -1)
rm -rf artifacts/demo; mkdir -p artifacts/demo
say "Profile: what the sample does with its payloads"
dotnet "$cli" profile samples/nginx-like/NginxLike.Original
say "Convert: the fix"
dotnet "$cli" convert samples/nginx-like/NginxLike.Original --output artifacts/demo/converted
say "The converted copy is in artifacts/demo/converted"
