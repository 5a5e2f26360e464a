using Nanoservices.Host.Serving;
using Nanoservices.Placement;

namespace Nanoservices.Host.Supervising;

/// <summary>Runs all nanoservices of a placement until somebody wants them to end, or one of them can't be kept running.</summary>
internal sealed class Supervisor(SupervisorContext context, ShutdownRequests shutdowns)
{
    private static readonly string[] StartOrder = [NanoserviceKinds.Cache, NanoserviceKinds.Tcp, NanoserviceKinds.Brain];

    private readonly List<Keeper> _keepers =
    [
        .. context.Roster.Seats.OrderBy(seat => Array.IndexOf(StartOrder, seat.Model.Kind)).Select(seat => new Keeper(seat, context)),
    ];

    /// <summary>Runs. Gives null when it was stopped, or why it gave up.</summary>
    public async Task<string?> RunAsync()
    {
        // All at once: peers find each other whichever is first. The order is that in which they need each other.
        Dictionary<Keeper, Task<string?>> running = _keepers.ToDictionary(keeper => keeper, keeper => keeper.RunAsync());
        _ = AnnounceAsync();
        Task<Task<string?>> failed = Task.WhenAny(running.Values);
        await Task.WhenAny(failed, shutdowns.First);
        string? problem = failed.IsCompleted ? await await failed : null;
        if (problem is null)
        {
            ShutdownWish wish = await shutdowns.First;
            context.Log.Info($"ending, as asked by {wish.Who}");
            await EndAsync(running, wish.Drain ?? context.Options.DrainDeadline);
            return null;
        }

        context.Log.Error(problem);
        await EndAsync(running, context.Options.EndDeadline);
        return problem;
    }

    private async Task AnnounceAsync()
    {
        await context.Roster.AllReady;
        Control.Protos.StatusReply status = context.Roster.Status();
        string processes = string.Join(", ", status.Nanoservices.Select(nanoservice => $"{nanoservice.Name} {nanoservice.ProcessId}"));
        context.Log.Info($"ready: {status.Application} at {string.Join(", ", status.Addresses)} (processes: host {status.ProcessId}, {processes})");
    }

    /// <summary>No new requests; the brains end what is under way; then the rest, which nobody needs any more.</summary>
    private async Task EndAsync(Dictionary<Keeper, Task<string?>> running, TimeSpan drain)
    {
        foreach (Keeper keeper in _keepers)
        {
            keeper.Hold();
        }

        context.Roster.Drain(NanoserviceKinds.Tcp, drain);
        await EndAsync(running, NanoserviceKinds.Brain, drain);
        await EndAsync(running, NanoserviceKinds.Tcp, context.Options.EndDeadline);
        await EndAsync(running, NanoserviceKinds.Cache, context.Options.EndDeadline);
    }

    private async Task EndAsync(Dictionary<Keeper, Task<string?>> running, string kind, TimeSpan deadline)
    {
        Keeper[] keepers = [.. _keepers.Where(keeper => keeper.Seat.Model.Kind == kind)];
        foreach (Keeper keeper in keepers)
        {
            keeper.Stop();
        }

        Task ended = Task.WhenAll(keepers.Select(keeper => running[keeper]));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(shutdowns.Again);
        limit.CancelAfter(deadline);
        await ended.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Keeper keeper in keepers.Where(keeper => !running[keeper].IsCompleted))
        {
            string when = shutdowns.Again.IsCancellationRequested ? "before the second request to" : $"within {deadline.TotalSeconds:0.#} s";
            context.Log.Warning($"'{keeper.Seat.Name}' did not end {when}; killing it");
            keeper.Kill();
        }

        await ended;
    }
}
