using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.SharedMemory;

internal sealed class SharedMemoryUnderTest : FabricUnderTest
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("nano-").FullName;

    private static int _last;

    static SharedMemoryUnderTest() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public override IFabric Create(Action<FabricDefect> onDefect) => new SharedMemoryFabric(onDefect);

    public override FabricAddress NewAddress() => NewPath();

    internal static FabricAddress NewPath() => new(Path.Combine(Folder, $"s{Interlocked.Increment(ref _last)}"));
}
