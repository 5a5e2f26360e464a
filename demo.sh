#!/usr/bin/env bash
# The main job, from the warning to the proof: profiles the sample, shows the fix, converts it, runs the original and the converted
# app (separate processes) side by side, sends both the same 1,000 requests, and compares every answer.
# Needs the .NET 10 SDK and Linux; no root, no native package. Leaves what it made in artifacts/demo, and nothing running.
#   REQUESTS=5000 SEED=7 ./demo.sh
set -euo pipefail
cd "$(dirname "$0")"
. build/common.sh
require_sdk

sample=samples/nginx-like/NginxLike.Original
demo="$PWD/artifacts/demo"
rm -rf "$demo"; mkdir -p "$demo"
began=$SECONDS
running=()

# Both are asked to end, and get the time that they need for it.
stop() {
    end_ticking
    for process in "${running[@]}"; do kill -TERM "$process" 2>/dev/null || true; done
    for process in "${running[@]}"; do wait "$process" 2>/dev/null || true; done
    running=()
}
trap stop EXIT
trap 'exit 130' INT TERM

say "Building the command line and the packages"
quietly "$demo/build.log" build/cli.sh
cli=$(tail -1 "$demo/build.log")

say "Profile: which payloads the sample never looks at"
dotnet "$cli" profile "$sample"

say "Convert: the fix, in a copy"
dotnet "$cli" convert "$sample" --output "$demo/converted"

say "Starting the original"
original_port=$(free_port)
quietly "$demo/original-build.log" dotnet build "$sample" -c Release -v quiet -nologo
(cd "$sample" && ASPNETCORE_URLS="http://127.0.0.1:$original_port" exec dotnet bin/Release/net10.0/NginxLike.Original.dll) >"$demo/original.log" 2>&1 &
original=$!; running+=("$original")
wait_for_line 60 "$original" "$demo/original.log" "Application started"
echo "    process $original at http://127.0.0.1:$original_port"

say "Starting the converted app: brain, TCP and cache nanoservice as processes of their own"
converted_port=$(free_port)
ASPNETCORE_URLS="http://127.0.0.1:$converted_port" dotnet "$cli" run "$demo/converted/placement.json" >"$demo/converted.log" 2>&1 &
converted=$!; running+=("$converted")
wait_for_line 120 "$converted" "$demo/converted.log" "ready: "
grep -o 'ready: .*' "$demo/converted.log" | sed 's/^ready: /    /'
control=$(sed -n 's/.*control socket: //p' "$demo/converted.log")

say "Compare: the same requests to both, 1 B to 16 MiB"
result=0
dotnet "$cli" compare --original "http://127.0.0.1:$original_port" --converted "http://127.0.0.1:$converted_port" \
    --requests "${REQUESTS:-1000}" ${SEED:+--seed "$SEED"} --original-pid "$original" --control "$control" --delegated \
    --json "$demo/compare.json" || result=$?

stop
say "Took $((SECONDS - began)) s. The converted app: artifacts/demo/converted. All figures: artifacts/demo/compare.json"
exit "$result"
