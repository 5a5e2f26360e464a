using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryMessageTests() : MessageConformance(new SharedMemoryUnderTest());
