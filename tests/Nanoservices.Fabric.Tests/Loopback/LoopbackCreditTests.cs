using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

public sealed class LoopbackCreditTests() : CreditConformance(new LoopbackUnderTest());
