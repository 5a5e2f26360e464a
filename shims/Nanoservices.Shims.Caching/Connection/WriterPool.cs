using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>Writers that are not in use; a few, the rest is let go. Thread-safe.</summary>
internal sealed class WriterPool
{
    private const int Kept = 32;

    private readonly Stack<WireWriter> _writers = new();

    internal WireWriter Rent()
    {
        lock (_writers)
        {
            return _writers.TryPop(out WireWriter? writer) ? writer : new WireWriter();
        }
    }

    internal void Return(WireWriter writer)
    {
        lock (_writers)
        {
            if (_writers.Count < Kept)
            {
                _writers.Push(writer);
                return;
            }
        }

        writer.Dispose();
    }
}
