using System.Collections.Concurrent;
using Nanoservices.Compare.Http;
using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Running;

/// <summary>Sends a mix to both sides from several clients, and compares answer by answer.</summary>
internal sealed class Comparer(Side original, Side converted, Func<int, ObjectMix> mixOf)
{
    private readonly ConcurrentBag<Difference> _differences = [];

    /// <summary>Runs it.</summary>
    /// <param name="requests">How many in all.</param>
    /// <param name="clients">How many at once; each has its own share of the requests, so that a seed means the same requests in every run.</param>
    /// <param name="progress">Told after each batch how many it had.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A side can't be reached.</exception>
    public async Task<Comparison> RunAsync(int requests, int clients, Action<int> progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task>();
        int first = 1;
        for (int client = 0; client < clients; client++)
        {
            int share = (requests / clients) + (client < requests % clients ? 1 : 0);
            (int number, int from) = (client, first);
            running.Add(Task.Run(() => ClientAsync(number, from, share, progress, stop), CancellationToken.None));
            first += share;
        }

        await Task.WhenAll(running);
        Difference[] differences = [.. _differences.OrderBy(d => d.Request.Number)];
        return new Comparison(requests, requests - differences.Length, differences);
    }

    private async Task ClientAsync(int client, int first, int count, Action<int> progress, CancellationTokenSource stop)
    {
        ObjectMix mix = mixOf(client);
        using var toOriginal = new Link(original.Address);
        using var toConverted = new Link(converted.Address);
        try
        {
            for (int done = 0; done < count;)
            {
                IReadOnlyList<PlannedRequest> batch = mix.Next(first + done, count - done);
                await ExchangeAsync(batch, toOriginal, toConverted, originalFirst: (first + done) % 2 == 0, stop.Token);
                done += batch.Count;
                progress(batch.Count);
            }
        }
        catch
        {
            // A side that can't be reached ends the run for all; the others need not find out for themselves.
            await stop.CancelAsync();
            throw;
        }
    }

    // Which side is asked first alternates, so that neither always meets warm caches.
    private async Task ExchangeAsync(
        IReadOnlyList<PlannedRequest> batch, Link toOriginal, Link toConverted, bool originalFirst, CancellationToken cancellation)
    {
        List<Answer>? early = originalFirst ? await original.ExchangeAsync(toOriginal, batch, cancellation) : null;
        List<Answer> ofConverted = await converted.ExchangeAsync(toConverted, batch, cancellation);
        List<Answer> ofOriginal = early ?? await original.ExchangeAsync(toOriginal, batch, cancellation);
        for (int i = 0; i < batch.Count; i++)
        {
            if (AnswerComparer.Compare(batch[i], ofOriginal.ElementAtOrDefault(i), ofConverted.ElementAtOrDefault(i)) is { } difference)
            {
                _differences.Add(difference);
            }
        }
    }
}
