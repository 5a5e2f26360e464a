using System.Globalization;
using Nanoservices.Blocks;

namespace Nanoservices.Cache.Settings;

/// <summary>What a placement may set for a cache nanoservice (docs/cache.md, "Settings"). Immutable.</summary>
internal sealed record CacheSettings
{
    private const long Page = 4096;

    /// <summary>"memory": bytes of the region, directory included; sparse until touched.</summary>
    internal long Memory { get; private init; } = 1L << 30;

    /// <summary>"size-limit": the most bytes that all values may have together; null: no limit.</summary>
    internal long? SizeLimit { get; private init; } = 200L << 20;

    /// <summary>"slots": the most blocks: entries, and what is being written or read besides.</summary>
    internal int Slots { get; private init; } = 1 << 20;

    /// <summary>"compaction": share of the size limit that is made free when a value did not fit.</summary>
    internal double Compaction { get; private init; } = 0.05;

    /// <summary>"scan": the shortest time between two searches for expired entries.</summary>
    internal TimeSpan Scan { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where the blocks begin: after the directory, at a page.</summary>
    internal long DataOffset => (((long)Slots * BlockEntry.Size) + Page - 1) & -Page;

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">One is not as it must be; the message says which, and what is.</exception>
    internal static CacheSettings From(IReadOnlyDictionary<string, string> settings)
    {
        CacheSettings defaults = new();
        long memory = Bytes(settings, "memory") ?? defaults.Memory;

        // A directory of the default size would be most of a small region: an eighth is plenty for blocks of 512 bytes.
        long slots = Bytes(settings, "slots") ?? long.Min(defaults.Slots, long.Max(memory / 8 / BlockEntry.Size, 64));
        if (slots is < 1 or > 1 << 26)
        {
            throw new ArgumentException($"slots: {slots} is not between 1 and {1 << 26}.", nameof(settings));
        }

        CacheSettings read = new()
        {
            Memory = memory & -Page,
            SizeLimit = Limit(settings, defaults.SizeLimit),
            Slots = (int)slots,
            Compaction = Share(settings, defaults.Compaction),
            Scan = Time(settings, defaults.Scan),
        };
        return read.DataOffset < read.Memory && read.Memory <= 1L << 36
            ? read
            : throw new ArgumentException(
                $"memory: {memory} bytes are not between {read.DataOffset + Page} (its {slots} slots and a page) and {1L << 36}.",
                nameof(settings));
    }

    private static long? Bytes(IReadOnlyDictionary<string, string> settings, string name) =>
        !settings.TryGetValue(name, out string? text) ? null
        : ByteCount.TryParse(text, out long bytes) ? bytes
        : throw new ArgumentException($"{name}: '{text}' is not a number of bytes such as 4096 or 256MiB.", nameof(settings));

    private static long? Limit(IReadOnlyDictionary<string, string> settings, long? usual) =>
        settings.GetValueOrDefault("size-limit") switch
        {
            null => usual,
            // As MemoryCacheOptions.SizeLimit = 0: only values without a byte fit.
            "empty-values-only" => 0,
            _ => Bytes(settings, "size-limit") is > 0 and var bytes ? bytes : null,
        };

    private static double Share(IReadOnlyDictionary<string, string> settings, double usual) =>
        !settings.TryGetValue("compaction", out string? text) ? usual
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 ? share
        : throw new ArgumentException($"compaction: '{text}' is not a share between 0 and 1.", nameof(settings));

    private static TimeSpan Time(IReadOnlyDictionary<string, string> settings, TimeSpan usual) =>
        !settings.TryGetValue("scan", out string? text) ? usual
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time
        : throw new ArgumentException($"scan: '{text}' is not a time such as 00:01:00.", nameof(settings));
}
