namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>What a lookup is for.</summary>
internal enum LookupUse
{
    /// <summary>To hand out the array: there must be an alias for it.</summary>
    Array,

    /// <summary>To hand out the block, or to copy it: an alias matters if there is one.</summary>
    Block,

    /// <summary>The version is under another key too: all its keys must be known, as one array would be under all of them.</summary>
    Share,

    /// <summary>To learn what is under the key.</summary>
    Peek,
}
