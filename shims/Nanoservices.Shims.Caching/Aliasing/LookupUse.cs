namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>What a lookup is for.</summary>
internal enum LookupUse
{
    /// <summary>To hand out the array: there must be an alias for it.</summary>
    Array,

    /// <summary>To hand out the block, or to copy it: an alias matters if there is one.</summary>
    Block,

    /// <summary>To learn what is under the key.</summary>
    Peek,
}
