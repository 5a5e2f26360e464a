using Nanoservices.Tcp.Tests.Conformance;
using Xunit.Abstractions;

namespace Nanoservices.Tcp.Tests.Engines.KestrelSharedMemory;

public sealed class SharedMemoryStormTests(ITestOutputHelper output) : StormConformance<KestrelOverSharedMemory>(output);
