using System.Globalization;

namespace Nanoservices.Compare.Mixes;

/// <summary>
/// A seeded mix for the object API (/objects/{key}) as one client of several makes it: each client has keys of its own, so both sides see the
/// same order of changes to a key however clients interleave. Deterministic; not thread-safe.
/// </summary>
internal sealed class ObjectMix(int seed, int client, long maxBytes)
{
    // 4 keys a client: the values that are kept stay far below the default limit of a distributed cache (200 MiB).
    private const int Keys = 4;
    private const int LargestInPipeline = 16 << 10;
    private const int LongestPipeline = 6;

    private static readonly string[] Fields =
    [
        "Range: bytes=0-9", "Range: bytes=-5", "Range: bytes=5-", "Range: bytes=99999999999-", "If-None-Match: *", "If-None-Match: \"other\"",
        "If-Match: \"other\"", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
        "Accept-Encoding: gzip, br", "Accept: image/png", "Cache-Control: no-cache",
    ];

    private SeededBytes _random = new(((ulong)(uint)seed << 32) | (uint)client);

    /// <summary>The next requests: one, or several to send in one go.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<PlannedRequest> Next(int first, int most)
    {
        int count = _random.NextBelow(10) == 0 ? Math.Min(most, 2 + _random.NextBelow(LongestPipeline - 1)) : 1;
        long largest = count > 1 ? Math.Min(LargestInPipeline, maxBytes) : maxBytes;
        var requests = new PlannedRequest[count];
        for (int i = 0; i < count; i++)
        {
            requests[i] = One(first + i, largest);
        }

        return requests;
    }

    private PlannedRequest One(int number, long largest)
    {
        string target = Target(_random.NextBelow(Keys));
        int kind = _random.NextBelow(100);
        return kind switch
        {
            < 42 => new(number, "GET", target),
            < 50 => new(number, "GET", target, Field: Fields[_random.NextBelow(Fields.Length)]),
            < 58 => new(number, "HEAD", target),
            < 64 => new(number, "GET", Target(Keys + _random.NextBelow(100))),
            < 70 => new(number, "DELETE", target),
            < 76 => new(number, "PUT", target, Length(largest), _random.Next(), Chunked: true),
            < 79 => new(number, "PUT", target, 0),
            _ => new(number, "PUT", target, Length(largest), _random.Next()),
        };
    }

    // Log-distributed: as many between 1 and 10 bytes as between 1 and 10 MB.
    private long Length(long largest) => Math.Clamp((long)Math.Exp(_random.NextDouble() * Math.Log(largest + 1)), 1, largest);

    private string Target(int key) => string.Create(CultureInfo.InvariantCulture, $"/objects/s{seed}-c{client}-k{key}");
}
