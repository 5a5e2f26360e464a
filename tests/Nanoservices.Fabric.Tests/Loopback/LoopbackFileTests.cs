using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackFileTests() : FileConformance(new LoopbackUnderTest());
