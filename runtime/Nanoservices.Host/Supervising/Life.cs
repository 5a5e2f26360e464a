using System.ComponentModel;
using Nanoservices.Host.Output;
using Nanoservices.Host.Processes;
using Nanoservices.Host.Rosters;

namespace Nanoservices.Host.Supervising;

/// <summary>One life of a nanoservice: its process from start to end, watched.</summary>
internal sealed class Life
{
    // Silence is counted in ticks, not by a clock: a Host that was stopped or a machine that slept must not find all others silent.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Seat _seat;
    private readonly Roster _roster;
    private readonly SupervisorOptions _options;
    private readonly HostLog _log;
    private readonly TimeProvider _time;
    private readonly LogTail _tail = new();
    private readonly ChildProcess _child;

    private Life(Seat seat, SupervisorContext context, StartInfo info)
    {
        _seat = seat;
        _roster = context.Roster;
        _options = context.Options;
        _log = context.Log;
        _time = context.Time;
        ChildProcess? child = null;
        context.Roster.BeginLife(seat, () => (child = context.Orphans.Start(() => Spawn(info, context.Output))).Id);
        _child = child!;
        Ended = WatchAsync(context.Orphans);
    }

    /// <summary>Completes when the process has ended and all that it wrote was given on.</summary>
    public Task<LifeEnd> Ended { get; }

    public int ProcessId => _child.Id;

    /// <summary>Begins one.</summary>
    /// <exception cref="Win32Exception">The process can't be started.</exception>
    public static Life Begin(Seat seat, SupervisorContext context, StartInfo info) => new(seat, context, info);

    /// <summary>Asks the process to end.</summary>
    public void Terminate() => _child.Terminate();

    /// <summary>Kills it.</summary>
    public void Kill() => _child.Kill();

    private ChildProcess Spawn(StartInfo info, ILogOutput output) => ChildProcess.Start(
        info,
        line => Take(output, LogStream.Output, line),
        line => Take(output, LogStream.Errors, line));

    private void Take(ILogOutput output, LogStream stream, ReadOnlySpan<byte> line)
    {
        _tail.Add(line);
        output.Write(_seat.Name, stream, line);
    }

    private async Task<LifeEnd> WatchAsync(Orphans orphans)
    {
        (string? killed, bool neverJoined) = await WatchReportsAsync();
        if (killed is not null)
        {
            _log.Warning($"'{_seat.Name}' (process {_child.Id}) {killed}; killing it");
            _child.Kill();
        }

        ExitStatus exit = await _child.Exited;
        TimeSpan? readyFor = _roster.View(_seat).ReadySince is long since ? _time.GetElapsedTime(since) : null;
        if (orphans.Sweep(_child.Id) is int found and > 0)
        {
            _log.Info($"ended {found} processes that '{_seat.Name}' had left behind");
        }

        await _child.DrainOutputAsync();
        return new LifeEnd(exit, killed, readyFor, neverJoined, _roster.View(_seat).FailureReason, _tail.Lines());
    }

    /// <summary>Until the process has ended, or why it must.</summary>
    private async Task<(string? Killed, bool NeverJoined)> WatchReportsAsync()
    {
        using PeriodicTimer timer = new(Tick, _time);
        TimeSpan silent = TimeSpan.Zero;
        long reports = -1;
        bool warned = false;
        while (!_child.Exited.IsCompleted)
        {
            await Task.WhenAny(_child.Exited, timer.WaitForNextTickAsync().AsTask());
            SeatView view = _roster.View(_seat);
            silent = view.Reports != reports || view.Debugged ? TimeSpan.Zero : silent + Tick;
            reports = view.Reports;
            if (view.State == LifeState.Started)
            {
                if (silent >= _options.JoinDeadline)
                {
                    return (NotJoined(_options.JoinDeadline), true);
                }

                if (!warned && silent >= _options.JoinWarning)
                {
                    warned = true;
                    _log.Warning($"'{_seat.Name}' (process {_child.Id}) {NotJoined(_options.JoinWarning)}");
                }
            }
            else if (silent >= _options.SilenceDeadline)
            {
                return ($"has sent no report for {_options.SilenceDeadline.TotalSeconds:0.#} s: it hangs", false);
            }
        }

        return (null, false);
    }

    private static string NotJoined(TimeSpan after) =>
        $"has not joined the Host after {after.TotalSeconds:0.#} s: does its Program.cs call builder.WebHost.UseNanoservices()?";
}
