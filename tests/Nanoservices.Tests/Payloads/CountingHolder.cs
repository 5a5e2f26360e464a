using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;

namespace Nanoservices.Tests.Payloads;

/// <summary>A holder that has the bytes 0, 1, 2, ... and counts what is given back.</summary>
internal sealed class CountingHolder : IPayloadHolder
{
    private int _released;

    public int Released => Volatile.Read(ref _released);

    public Outcome Answer { get; set; } = Outcome.Done;

    public Outcome Read(in Handle handle, long offset, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)(offset + i);
        }

        return Answer;
    }

    public void Release(in Handle handle) => Interlocked.Increment(ref _released);
}
