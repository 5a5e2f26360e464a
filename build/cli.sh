#!/usr/bin/env bash
# Builds the command 'nanoservices' with all it starts and ships, and prints the path of its assembly:
#   nanoservices="$(build/cli.sh)" && dotnet "$nanoservices" --help
#   CONFIGURATION   Release (default) or Debug
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
configuration="${CONFIGURATION:-Release}"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
"$here/pack.sh" > /dev/null
dotnet build "$root/cli/Migrate.Cli/Migrate.Cli.csproj" -c "$configuration" -v quiet >&2
echo "$root/cli/Migrate.Cli/bin/$configuration/net10.0/nanoservices.dll"
