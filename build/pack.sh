#!/usr/bin/env bash
# Packs the run-time projects and the analyzers into artifacts/packages.
# Quick when nothing changed: neither built nor packed again then.
# A package of the same version that NuGet has unpacked before would be used instead of the new one: where the two
# differ, the unpacked one is removed.
#   CONFIGURATION   Release (default) or Debug
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
configuration="${CONFIGURATION:-Release}"
packages="$root/artifacts/packages"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
mkdir -p "$packages"

# One at a time: two builds of one project at once would write the same files.
exec 9> "$packages/.lock"
flock 9

# Another version's packages must not ship beside this one's.
stamp="$packages/.version"
version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")"
if [[ "$(cat "$stamp" 2> /dev/null || true)" != "$version $configuration" ]]; then
    rm -f "$packages"/*.nupkg
    echo "$version $configuration" > "$stamp"
fi

dotnet pack "$here/packages.slnf" -c "$configuration" -v quiet -p:PackageOutputPath="$packages" "$@" >&2

global="${NUGET_PACKAGES:-}"
if [[ -z "$global" ]]; then
    global="$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')"
fi
for package in "$packages"/*."$version".nupkg; do
    id="$(basename "$package" ".$version.nupkg" | tr '[:upper:]' '[:lower:]')"
    unpacked="$global/$id/$version"
    if [[ -d "$unpacked" ]] && ! cmp -s "$package" "$unpacked/$id.$version.nupkg"; then
        rm -rf "$unpacked"
    fi
done
echo "$packages"
