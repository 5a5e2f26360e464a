namespace Nanoservices.Cache.Blocks;

/// <summary>A block as its owner knows it. Lives until the last hold is gone: a lease, or an entry that names it. Under the store's lock.</summary>
internal sealed class Block
{
    /// <summary>Index in the directory.</summary>
    internal required int Slot { get; init; }

    /// <summary>Of the bytes, from the start of the region. 0 with no capacity.</summary>
    internal required long Offset { get; init; }

    /// <summary>Bytes that belong to it.</summary>
    internal long Capacity { get; set; }

    /// <summary>Never 0, never reused in an epoch; another one once it is sealed.</summary>
    internal ulong Version { get; set; }

    /// <summary>The handle's unguessable id; one a version.</summary>
    internal UInt128 Id { get; set; }

    /// <summary>Bytes of the content; -1 while it is not sealed.</summary>
    internal long Length { get; set; } = -1;

    /// <summary>Leases and entries.</summary>
    internal int Holds { get; set; }

    /// <summary>Whether a message that should have filled it was refused: then it can't be sealed.</summary>
    internal bool IsSpoiled { get; set; }

    internal bool IsSealed => Length >= 0;

    /// <summary>The connection that keeps the value in its own memory: then this is only a stand-in, with no slot and no bytes. Null: a block.</summary>
    internal LeaseBook? Keeper { get; init; }
}
