using System.Collections.Concurrent;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Sending;

/// <summary>Message writers, pooled: an idle connection keeps none. Thread-safe.</summary>
internal static class Writers
{
    private const int MaxKept = 256;

    private static readonly ConcurrentQueue<WireWriter> Kept = new();

    /// <summary>A writer; give it back with <see cref="Return"/>.</summary>
    internal static WireWriter Rent() => Kept.TryDequeue(out WireWriter? writer) ? writer : new WireWriter();

    /// <summary>Takes a writer back, when its message was sent.</summary>
    internal static void Return(WireWriter writer)
    {
        if (Kept.Count < MaxKept)
        {
            Kept.Enqueue(writer);
        }
        else
        {
            writer.Dispose();
        }
    }
}
