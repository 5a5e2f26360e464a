#!/usr/bin/env bash
# Builds everything and runs every test with reduced counts. Needs the .NET 10 SDK; asks nothing; leaves nothing running.
# Full counts: ./soak.sh. One project only: ./test.sh Nanoservices.Fabric.Tests
set -uo pipefail
cd "$(dirname "$0")"
. build/common.sh

require_sdk
trap end_ticking EXIT
trap 'exit 130' INT TERM
start=$SECONDS
results="$PWD/artifacts/test-results"
rm -rf "$results"; mkdir -p "$results"

say "Building (Release)"
if ! ticking "$results/build.log" dotnet build Migrate.sln -c Release -v q -nologo; then
    grep -E "error|warning" "$results/build.log" | sort -u | head -50
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
say "Packing the runtime and analyzer packages"
if ! ticking "$results/pack.log" build/pack.sh; then
    tail -50 "$results/pack.log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi

passed=0; failed=0; skipped=0
for project in $(find tests -name '*.Tests.csproj' | sort); do
    name=$(basename "$project" .csproj)
    if [ $# -gt 0 ] && [ "$1" != "$name" ]; then continue; fi
    say "$name"
    if ! find "$(dirname "$project")" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' | grep -q .; then echo "    has no tests yet"; continue; fi
    log="$results/$name.log"
    ticking "$log" timeout --kill-after=10 "${NANOSERVICES_PROJECT_TIMEOUT:-900}" \
        dotnet test "$project" -c Release --no-build --no-restore -nologo \
        --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
        --blame-hang-timeout "${NANOSERVICES_HANG_TIMEOUT:-5m}" --blame-hang-dump-type none
    status=$?
    counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -1)
    number() { echo "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
    if [ -z "$counters" ]; then
        failed=$((failed + 1))
        echo "    no result: the test run ended with status $status"; tail -40 "$log"
        continue
    fi
    p=$(number passed); f=$(number failed); t=$(number total); e=$(number executed)
    if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + t - e))
    echo "    $p passed, $f failed, $((t - e)) skipped   ($((SECONDS - start)) s so far)"
    grep -E '^\s*(Skipped|\[SKIP\])|\[SKIP\]' "$log" | sort -u | sed 's/^/    /'
    if [ "$f" -ne 0 ]; then grep -vE '^\s*at (Xunit|System)\.' "$log" | tail -120; fi
done

say "Took $((SECONDS - start)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
