using Nanoservices.Tcp.Tests.Conformance;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

public sealed class KestrelFileTests : FileConformance<KestrelUnderTest>;
