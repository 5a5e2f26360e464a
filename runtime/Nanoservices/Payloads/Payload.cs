using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Payloads;

/// <summary>
/// Bytes that an app moves but need not understand: a handle for what another nanoservice holds, or bytes that this process
/// has already. Its content never changes. Members that mirror an array's are no looks; <see cref="ToArray"/> is one:
/// it brings the bytes here, and is counted. Thread-safe.
/// </summary>
/// <remarks>
/// It lives as long as the <see cref="PayloadScope"/> (the HTTP request) in which it came about; outside of one, till it is
/// disposed or collected. Whoever moves it pins it meanwhile.
/// </remarks>
public sealed class Payload : IDisposable
{
    private const int Ended = 1 << 30;

    private readonly IPayloadHolder? _holder;
    private readonly Handle _handle;
    private readonly ReadOnlyMemory<byte> _bytes;

    private object? _origin;

    // Pins, and Ended once disposed: the last one out gives the lease back.
    private int _pins;

    /// <summary>A payload that a nanoservice holds. The lease that came with the handle becomes this object's.</summary>
    public Payload(in Handle handle, IPayloadHolder holder)
    {
        _handle = handle;
        _holder = holder;
        LongLength = handle.Length;
        PayloadScope.Current?.Add(this);
    }

    private Payload(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        LongLength = bytes.Length;
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the lease back when nobody did.</summary>
    ~Payload() => End();

    /// <summary>Bytes. Mirrors <see cref="Array.Length"/>.</summary>
    /// <exception cref="OverflowException">More than <see cref="int.MaxValue"/>.</exception>
    public int Length => checked((int)LongLength);

    /// <summary>Bytes. Mirrors <see cref="Array.LongLength"/>.</summary>
    public long LongLength { get; }

    /// <summary>Whether another nanoservice holds the bytes.</summary>
    public bool IsHandle => _holder is not null;

    /// <summary>The handle; none when this process has the bytes.</summary>
    public Handle Handle => _handle;

    /// <summary>What the shim that made it, or took it, remembers of where it came from. Nobody else's.</summary>
    public object? Origin
    {
        get => Volatile.Read(ref _origin);
        init => _origin = value;
    }

    /// <summary>Bytes that this process has already; empty when <see cref="IsHandle"/>.</summary>
    public ReadOnlyMemory<byte> LocalBytes => _bytes;

    /// <summary>A payload of bytes that this process has. They must not change any more.</summary>
    public static Payload FromBytes(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>Another <see cref="Origin"/>; returns the one before.</summary>
    public object? ExchangeOrigin(object? origin) => Interlocked.Exchange(ref _origin, origin);

    /// <summary>The bytes, brought here: a look. Counted under <paramref name="reason"/>.</summary>
    /// <exception cref="NanoserviceException">The nanoservice that held them is gone.</exception>
    public byte[] ToArray(string reason = "Payload.ToArray")
    {
        if (!IsHandle)
        {
            return _bytes.ToArray();
        }

        byte[] array = GC.AllocateUninitializedArray<byte>(Length);
        Read(0, array, reason);
        return array;
    }

    /// <summary>Copies bytes here: a look. Counted under <paramref name="reason"/>.</summary>
    /// <exception cref="NanoserviceException">The nanoservice that held them is gone.</exception>
    public void Read(long offset, Span<byte> destination, string reason)
    {
        if (!IsHandle)
        {
            _bytes.Span.Slice(checked((int)offset), destination.Length).CopyTo(destination);
            return;
        }

        if (destination.IsEmpty)
        {
            // Nothing is looked at, so nothing may be mapped here for it.
            return;
        }

        ObjectDisposedException.ThrowIf(!TryPin(), this);
        try
        {
            Outcome outcome = _holder!.Read(_handle, offset, destination);
            if (!outcome.IsDone)
            {
                throw new NanoserviceException($"Reading {_handle}", outcome);
            }

            PayloadScope.Current?.Materialised(reason, destination.Length);
        }
        finally
        {
            Unpin();
        }
    }

    /// <summary>Keeps the lease until <see cref="Unpin"/>. False: it has ended already.</summary>
    public bool TryPin()
    {
        int pins = Volatile.Read(ref _pins);
        while ((pins & Ended) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _pins, pins + 1, pins);
            if (seen == pins)
            {
                return true;
            }

            pins = seen;
        }

        return false;
    }

    /// <summary>Ends a pin.</summary>
    public void Unpin()
    {
        if (Interlocked.Decrement(ref _pins) == Ended)
        {
            _holder?.Release(_handle);
        }
    }

    /// <summary>Ends it: when the last pin is gone, the lease is given back.</summary>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        int before = Interlocked.Or(ref _pins, Ended);
        if (before == 0)
        {
            _holder?.Release(_handle);
        }
    }
}
