using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackRegionTests() : RegionConformance(new LoopbackUnderTest());
