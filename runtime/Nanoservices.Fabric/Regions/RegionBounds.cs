namespace Nanoservices.Fabric.Regions;

/// <summary>The one check that stands between an offset and memory that is not the region's.</summary>
internal static class RegionBounds
{
    /// <summary>Throws unless offset..offset+count is within length.</summary>
    internal static void Check(long offset, long count, long length)
    {
        if (offset < 0 || count < 0 || offset > length - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Bytes {offset}+{count} are outside of the region, which has {length} bytes.");
        }
    }
}
