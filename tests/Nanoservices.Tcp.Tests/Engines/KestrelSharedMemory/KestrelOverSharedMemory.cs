using Microsoft.Extensions.Logging;
using Nanoservices.Tcp.Engines;
using Nanoservices.Tcp.Engines.Kestrel;
using Nanoservices.Tcp.Tests.Support;

namespace Nanoservices.Tcp.Tests.Engines.KestrelSharedMemory;

public sealed class KestrelOverSharedMemory : IEngineUnderTest
{
    public ITcpEngine Create(ILoggerFactory loggers) =>
        new KestrelEngine(request => StandAloneServer.Create(request, loggers), canListenAgain: true, loggers);

    public SiteFabric Fabric() => SiteFabric.SharedMemory();
}
