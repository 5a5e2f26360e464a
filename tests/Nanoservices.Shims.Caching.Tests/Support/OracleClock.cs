using Microsoft.Extensions.Internal;

namespace Nanoservices.Shims.Caching.Tests.Support;

/// <summary>The test's clock, as MemoryCache wants one.</summary>
internal sealed class OracleClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
