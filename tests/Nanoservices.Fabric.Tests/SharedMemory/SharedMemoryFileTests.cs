using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryFileTests() : FileConformance(new SharedMemoryUnderTest());
