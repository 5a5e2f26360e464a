using System.Globalization;

namespace Nanoservices.Compare.Commands;

/// <summary>Reads sizes as people write them: 4096, 64KiB, 16MiB, 1GiB.</summary>
internal static class ByteSizes
{
    private static readonly (string Unit, long Bytes)[] Units = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30)];

    /// <summary>The size, or null when it is none from 1 byte to 1 TiB.</summary>
    public static long? Parse(string text)
    {
        (string unit, long factor) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        return long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count is > 0 && count <= (1L << 40) / factor ? count * factor : null;
    }
}
