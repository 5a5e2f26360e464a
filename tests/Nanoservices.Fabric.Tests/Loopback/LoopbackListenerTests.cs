using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackListenerTests() : ListenerConformance(new LoopbackUnderTest());
