using Microsoft.Extensions.Logging;
using Nanoservices.Tcp.Engines;
using Nanoservices.Tcp.Engines.Kestrel;
using Nanoservices.Tcp.Tests.Support;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

internal sealed class AppServerUnderTest(IServiceProvider services, Type server) : IEngineUnderTest
{
    public ITcpEngine Create(ILoggerFactory loggers) =>
        new KestrelEngine(_ => AppServer.Create(services, server), canListenAgain: false, loggers);
}
