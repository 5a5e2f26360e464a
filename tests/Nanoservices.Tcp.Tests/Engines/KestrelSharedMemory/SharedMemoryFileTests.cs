using Nanoservices.Tcp.Tests.Conformance;

namespace Nanoservices.Tcp.Tests.Engines.KestrelSharedMemory;

public sealed class SharedMemoryFileTests : FileConformance<KestrelOverSharedMemory>;
