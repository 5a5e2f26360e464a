using Nanoservices.Counters;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.Caching.Connection;

/// <summary>Counts payload bytes that came into this process because code looks at them.</summary>
internal static class Looks
{
    /// <summary>What looks outside of any request are counted under.</summary>
    internal const string Background = "(background)";

    internal static void Count(NanoserviceCounters counters, string reason, long bytes)
    {
        counters.AddPayloadIn(bytes);
        if (PayloadScope.Current is PayloadScope scope)
        {
            scope.Materialised(reason, bytes);
        }
        else
        {
            counters.Looks.Add(Background, reason, bytes);
        }
    }
}
