using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackAllocationTests() : AllocationConformance(new LoopbackUnderTest());
