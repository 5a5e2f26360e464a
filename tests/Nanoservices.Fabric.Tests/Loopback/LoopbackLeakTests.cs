using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Loopback;

[Collection(AloneCollection.Name)]
public sealed class LoopbackLeakTests() : LeakConformance(new LoopbackUnderTest());
