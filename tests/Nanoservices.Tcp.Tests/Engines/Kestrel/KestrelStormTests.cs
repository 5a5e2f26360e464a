using Nanoservices.Tcp.Tests.Conformance;
using Xunit.Abstractions;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

public sealed class KestrelStormTests(ITestOutputHelper output) : StormConformance<KestrelUnderTest>(output);
