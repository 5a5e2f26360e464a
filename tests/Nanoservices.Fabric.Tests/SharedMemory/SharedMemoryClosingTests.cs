using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryClosingTests() : ClosingConformance(new SharedMemoryUnderTest());
