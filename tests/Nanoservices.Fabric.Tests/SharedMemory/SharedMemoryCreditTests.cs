using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryCreditTests() : CreditConformance(new SharedMemoryUnderTest());
