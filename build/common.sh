# Sourced by the scripts at the root.

# A line of progress that stands out on a terminal and stays plain in a log.
say() {
    if [ -t 1 ]; then printf '\033[1;36m==> %s\033[0m\n' "$*"; else printf '==> %s\n' "$*"; fi
}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Stops with what to do when there is no SDK that can build us.
require_sdk() {
    command -v dotnet >/dev/null || die "dotnet is not on PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --list-sdks | grep -q '^10\.' || die "No .NET 10 SDK among: $(dotnet --list-sdks | tr '\n' ' '). Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}
