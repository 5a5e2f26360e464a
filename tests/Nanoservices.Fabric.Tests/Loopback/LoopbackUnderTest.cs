using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Loopback;

internal sealed class LoopbackUnderTest : FabricUnderTest
{
    private static int _last;

    public override IFabric Create(Action<FabricDefect> onDefect) => new LoopbackFabric(onDefect);

    public override FabricAddress NewAddress() => new($"address-{Interlocked.Increment(ref _last)}");
}
