using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryRegionTests() : RegionConformance(new SharedMemoryUnderTest());
