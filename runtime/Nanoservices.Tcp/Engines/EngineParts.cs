using Nanoservices.Tcp.Brains;
using Nanoservices.Tcp.Caches;
using Nanoservices.Tcp.Exchanges;

namespace Nanoservices.Tcp.Engines;

/// <summary>What an engine works with: who takes its exchanges, where payloads are, what is counted.</summary>
/// <param name="Brains">The brains that take requests.</param>
/// <param name="Cache">The cache nanoservice.</param>
/// <param name="Counters">What exchanges count.</param>
/// <param name="Time">The clock.</param>
public sealed record EngineParts(BrainPool Brains, CacheLink Cache, ExchangeCounters Counters, TimeProvider Time);
