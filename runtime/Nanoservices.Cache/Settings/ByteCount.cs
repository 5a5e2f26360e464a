using System.Globalization;

namespace Nanoservices.Cache.Settings;

/// <summary>Numbers of bytes as people write them in a placement: "4096", "64KiB", "256MiB", "1GiB".</summary>
internal static class ByteCount
{
    private static readonly (string Suffix, int Shift)[] Units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("B", 0)];

    /// <summary>Reads one; false unless it is a number that is not negative, with a unit or without, that fits in 63 bits.</summary>
    internal static bool TryParse(string text, out long bytes)
    {
        ReadOnlySpan<char> number = text.AsSpan().Trim();
        int shift = 0;
        foreach ((string suffix, int unit) in Units)
        {
            if (number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                number = number[..^suffix.Length].TrimEnd();
                shift = unit;
                break;
            }
        }

        bool valid = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
            && bytes <= long.MaxValue >> shift;
        bytes = valid ? bytes << shift : 0;
        return valid;
    }
}
