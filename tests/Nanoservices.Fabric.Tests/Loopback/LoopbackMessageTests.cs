using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackMessageTests() : MessageConformance(new LoopbackUnderTest());
