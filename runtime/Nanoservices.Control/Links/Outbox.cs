using Grpc.Core;
using Nanoservices.Control.Protos;
using Nanoservices.Counters;

namespace Nanoservices.Control.Links;

/// <summary>
/// Sends a nanoservice's reports, one at a time. Only the newest of each kind is kept until it is sent (health is a state, counters
/// only grow), so a Host that does not read costs no memory. Thread-safe.
/// </summary>
internal sealed class Outbox(IClientStreamWriter<Report> writer, NanoserviceCounters counters, HostLinkOptions options) : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private Health? _health;
    private ulong _poll;
    private volatile bool _completed;

    /// <summary>Sends that the nanoservice's health has changed.</summary>
    public void Post(Health health)
    {
        Interlocked.Exchange(ref _health, health);
        Signal();
    }

    /// <summary>Sends counters in answer to a poll.</summary>
    public void Answer(ulong poll)
    {
        Interlocked.Exchange(ref _poll, poll);
        Signal();
    }

    /// <summary>Sends what is waiting and the last counters, then ends the stream.</summary>
    public void Complete()
    {
        _completed = true;
        Signal();
    }

    /// <summary>Sends until it is completed or the stream breaks.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (bool last = false; !last;)
        {
            await _signal.WaitAsync(options.CountersEvery, cancellation);
            last = _completed;
            if (Interlocked.Exchange(ref _health, null) is Health health)
            {
                await writer.WriteAsync(new Report { Health = health }, cancellation);
            }

            ulong poll = Interlocked.Exchange(ref _poll, 0);
            await writer.WriteAsync(Reports.Counters(counters, poll, options.Extra?.Invoke()), cancellation);
        }

        await writer.CompleteAsync();
    }

    public void Dispose() => _signal.Dispose();

    private void Signal()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to wake anyway, and takes the newest of everything.
        }
    }
}
