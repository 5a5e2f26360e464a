using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackClosingTests() : ClosingConformance(new LoopbackUnderTest());
