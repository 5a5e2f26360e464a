using Microsoft.Extensions.Logging;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Engines;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Listening;

/// <summary>
/// Decides what a brain's Listen means: the first starts the engine; an equal one (the brain restarted, or a second brain) finds
/// it listening; another one is taken up when no other brain is served. The placement's addresses outrank the app's. Thread-safe.
/// </summary>
internal sealed class ListenDesk(ITcpEngine engine, EngineParts parts, string? placed, ILogger logger) : IDisposable
{
    private static readonly TimeSpan ChangeDeadline = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private ListenRequest? _present;
    private ListenReply? _bound;
    private bool _drained;

    /// <summary>The addresses bound; empty while the engine does not listen.</summary>
    internal IReadOnlyList<string> Addresses => _bound?.Addresses ?? [];

    /// <summary>Carries out a Listen. Never throws.</summary>
    internal async Task<ListenReply> ListenAsync(ListenRequest request)
    {
        await _turn.WaitAsync();
        try
        {
            return await DecideAsync(Effective(request));
        }
        catch (Exception e)
        {
            logger.LogError(e, "Listening failed");
            return Refused(FailureKind.Internal, $"The TCP nanoservice could not listen: {e.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes nothing new and lets what is under way end until <paramref name="abort"/>.</summary>
    internal async Task DrainAsync(CancellationToken abort)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            _drained = true;
            await engine.StopAsync(abort);
            _bound = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ListenReply> DecideAsync(ListenRequest request)
    {
        if (_drained)
        {
            return Refused(FailureKind.Draining, "The TCP nanoservice is draining.");
        }

        if (_bound is not null && Same(_present!, request))
        {
            return _bound;
        }

        if (_bound is not null && (parts.Brains.Count > 0 || !engine.CanListenAgain))
        {
            return Refused(FailureKind.Refused, $"The TCP nanoservice listens at {string.Join(", ", _bound.Addresses)} under other addresses or settings: stop the brain that asked for those, or give both the same.");
        }

        if (_bound is not null)
        {
            logger.LogInformation("The settings have changed; the engine {Engine} starts anew", engine.Name);
            using CancellationTokenSource deadline = new(ChangeDeadline, parts.Time);
            await engine.StopAsync(deadline.Token);
            _bound = null;
        }

        ListenReply reply = await engine.ListenAsync(request, parts, CancellationToken.None);
        if (reply.Outcome.IsDone)
        {
            logger.LogInformation("Listening at {Addresses} with the engine {Engine}", string.Join(", ", reply.Addresses), engine.Name);
            _bound = reply;
            _present = request;
        }

        return reply;
    }

    private ListenRequest Effective(ListenRequest request) => string.IsNullOrWhiteSpace(placed) ? request : new ListenRequest
    {
        Addresses = placed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Settings = request.Settings,
    };

    private static bool Same(ListenRequest left, ListenRequest right) =>
        left.Addresses.SequenceEqual(right.Addresses, StringComparer.Ordinal)
        && left.Settings.Count == right.Settings.Count
        && left.Settings.All(setting => right.Settings.TryGetValue(setting.Key, out long value) && value == setting.Value);

    private static ListenReply Refused(FailureKind why, string reason) => new(Outcome.NotStarted(why), reason, []);
}
