using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory;

[Collection(AloneCollection.Name)]
public sealed class SharedMemoryLeakTests() : LeakConformance(new SharedMemoryUnderTest());
