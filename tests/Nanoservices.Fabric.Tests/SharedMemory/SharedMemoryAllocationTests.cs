using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryAllocationTests() : AllocationConformance(new SharedMemoryUnderTest());
