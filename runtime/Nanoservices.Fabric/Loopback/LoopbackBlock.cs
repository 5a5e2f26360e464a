using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.Loopback;

/// <summary>
/// A share of zeroed native memory: it is freed with its last share. Page-aligned; pages that nobody touched cost nothing where
/// the C library takes large blocks from the operating system. Thread-safe.
/// </summary>
internal sealed class LoopbackBlock : SafeHandle
{
    private const int Alignment = 4096;

    private readonly Owner _owner;

    private LoopbackBlock(Owner owner)
        : base(0, ownsHandle: true)
    {
        _owner = owner;
        SetHandle(owner.Start);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The first share of a new block.</summary>
    internal static LoopbackBlock Create(long length) => new(new Owner(length));

    /// <summary>One more share. The caller holds this one open meanwhile; throws ObjectDisposedException when it is not.</summary>
    internal LoopbackBlock Share()
    {
        bool entered = false;
        DangerousAddRef(ref entered);
        try
        {
            Interlocked.Increment(ref _owner.Shares);
            return new LoopbackBlock(_owner);
        }
        finally
        {
            DangerousRelease();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (Interlocked.Decrement(ref _owner.Shares) == 0)
        {
            _owner.Free();
        }

        return true;
    }

    private sealed unsafe class Owner
    {
        private readonly void* _allocated;

        internal int Shares = 1;

        internal Owner(long length)
        {
            _allocated = NativeMemory.AllocZeroed(checked((nuint)length + Alignment));
            Start = (nint)(((nuint)_allocated + Alignment - 1) & ~(nuint)(Alignment - 1));
        }

        internal nint Start { get; }

        internal void Free() => NativeMemory.Free(_allocated);
    }
}
