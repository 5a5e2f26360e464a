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

# Runs a command with its output in a file, says every 10 s that it is still at it, and ends as it ended.
#   ticking LOG COMMAND...
ticking_job=""
ticking() {
    local log=$1 start=$SECONDS last=$SECONDS status=0
    shift
    "$@" >"$log" 2>&1 &
    ticking_job=$!
    while kill -0 "$ticking_job" 2>/dev/null; do
        sleep 0.2
        if [ $((SECONDS - last)) -ge 10 ]; then last=$SECONDS; printf '    ... %s s\n' $((SECONDS - start)); fi
    done
    wait "$ticking_job" || status=$?
    ticking_job=""
    return "$status"
}

# For a trap: what runs in the background of a script is not reached by Ctrl+C.
end_ticking() {
    if [ -n "$ticking_job" ]; then kill -TERM "$ticking_job" 2>/dev/null || true; fi
}

# The same, and stops when the command fails, with the end of its output.
quietly() {
    local log=$1 start=$SECONDS
    ticking "$@" || { tail -40 "$log"; shift; die "failed: $*  (all of its output: $log)"; }
    printf '    done in %s s\n' $((SECONDS - start))
}

# A port of the loopback interface that nobody listens at now.
free_port() {
    local port
    for _ in $(seq 200); do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
    done
    die "No free port found between 20000 and 32000."
}

# Waits until a file has a line, while a process lives:  wait_for_line SECONDS PID LOG TEXT
wait_for_line() {
    local deadline=$((SECONDS + $1)) process=$2 log=$3 text=$4
    until grep -q "$text" "$log" 2>/dev/null; do
        kill -0 "$process" 2>/dev/null || { tail -40 "$log"; die "It ended before it was ready (all of its output: $log)"; }
        [ "$SECONDS" -lt "$deadline" ] || { tail -40 "$log"; die "Not ready after $1 s (all of its output: $log)"; }
        sleep 0.2
    done
}
