using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Payloads;

/// <summary>This process's way to the nanoservice that holds a payload. Thread-safe.</summary>
public interface IPayloadHolder
{
    /// <summary>Reads bytes of the payload into this process: a look. Blocks the caller while the nanoservice is asked, never past a deadline.</summary>
    Outcome Read(in Handle handle, long offset, Span<byte> destination);

    /// <summary>Gives back the lease that came with the handle. Never blocks, never fails: a lease that can't be given back ends with its holder's epoch.</summary>
    void Release(in Handle handle);
}
