using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

public sealed class SharedMemoryListenerTests() : ListenerConformance(new SharedMemoryUnderTest());
