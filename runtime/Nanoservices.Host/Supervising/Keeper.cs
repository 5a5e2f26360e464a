using System.ComponentModel;
using Nanoservices.Host.Rosters;

namespace Nanoservices.Host.Supervising;

/// <summary>Keeps one nanoservice running: life after life, until it is stopped or there is no hope.</summary>
internal sealed class Keeper(Seat seat, SupervisorContext context)
{
    private readonly Lock _gate = new();
    private readonly Backoff _backoff = new();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Life? _life;

    public Seat Seat => seat;

    /// <summary>Runs it. Gives why the Host must give up, or null when it was stopped.</summary>
    public async Task<string?> RunAsync()
    {
        while (TryBegin(out string? problem))
        {
            if (problem is not null)
            {
                return problem;
            }

            LifeEnd end = await _life!.Ended;
            TimeSpan delay = _backoff.Next(end.ReadyFor);
            string? hopeless = _stop.Task.IsCompleted ? null : Hopeless(end);
            bool restarts = !_stop.Task.IsCompleted && hopeless is null;
            context.Roster.EndLife(seat, end.Describe(), restarts);
            if (hopeless is not null)
            {
                return hopeless;
            }

            if (restarts)
            {
                string when = delay > TimeSpan.Zero ? $" in {delay.TotalMilliseconds:0} ms" : "";
                context.Log.Warning($"'{seat.Name}' (process {_life.ProcessId}) {end.Describe()}; restarting it{when}");
                await Task.WhenAny(Task.Delay(delay, context.Time), _stop.Task);
            }
        }

        return null;
    }

    /// <summary>Lets its life end and begins no other.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stop.TrySetResult();
            _life?.Terminate();
        }
    }

    /// <summary>Begins no other life, whatever ends this one.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _stop.TrySetResult();
        }
    }

    /// <summary>Kills its life.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _stop.TrySetResult();
            _life?.Kill();
        }
    }

    /// <summary>Begins a life unless stopped; so no process is started behind the back of a stop.</summary>
    private bool TryBegin(out string? problem)
    {
        problem = null;
        lock (_gate)
        {
            if (_stop.Task.IsCompleted)
            {
                return false;
            }

            Processes.StartInfo info = context.Commands.For(seat.Model);
            try
            {
                _life = Life.Begin(seat, context, info);
            }
            catch (Win32Exception exception)
            {
                problem = $"'{seat.Name}' can't be started: {info.Command[0]} in {info.Directory}: {exception.Message}";
            }

            return true;
        }
    }

    private string? Hopeless(LifeEnd end)
    {
        if (!end.NeverJoined && _backoff.FailedStarts < context.Options.MostFailedStarts)
        {
            return null;
        }

        string what = end.NeverJoined
            ? $"'{seat.Name}' {end.Killed}"
            : $"'{seat.Name}' ended {_backoff.FailedStarts} times before it was ready; the last time it {end.Describe()}";
        string lines = end.LastLines.Count == 0
            ? "It wrote nothing."
            : "Its last lines:\n" + string.Join('\n', end.LastLines.Select(line => $"    {line}"));
        return $"{what}. {lines}";
    }
}
