using System.Globalization;

namespace Nanoservices.Placement;

/// <summary>Sizes as people write them: 512, 64KiB, 1.5GiB.</summary>
public static class ByteSize
{
    /// <summary>What to write.</summary>
    public const string Shape = "a size such as \"200MiB\" or \"1GiB\" (units B, KiB, MiB, GiB, TiB), or a number of bytes";

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("B", 1),
    ];

    /// <summary>Reads a size. Decimal units (GB) are refused: half of their users mean the binary ones.</summary>
    /// <param name="text">A number, at most three decimals, with or without a unit.</param>
    /// <param name="bytes">The size; 0 when it is none. Fractions of a byte are dropped.</param>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        string number = text.Trim();
        long factor = 1;
        foreach ((string unit, long size) in Units)
        {
            if (number.EndsWith(unit, StringComparison.Ordinal))
            {
                number = number[..^unit.Length].TrimEnd();
                factor = size;
                break;
            }
        }

        // Exponents and signs are not how anyone writes sizes.
        if (number.Length is 0 or > 20 || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || value > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(value * factor);
        return true;
    }

    /// <summary>The shortest exact form.</summary>
    public static string Format(long bytes)
    {
        foreach ((string unit, long size) in Units.Take(4).Reverse())
        {
            if (bytes != 0 && bytes % size == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}B");
    }
}
