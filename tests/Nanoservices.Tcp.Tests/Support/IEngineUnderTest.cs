using Microsoft.Extensions.Logging;
using Nanoservices.Tcp.Engines;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>An engine of the TCP nanoservice: the conformance tests run against each, unchanged.</summary>
public interface IEngineUnderTest
{
    /// <summary>Makes one that serves http at the addresses of the ListenRequest.</summary>
    ITcpEngine Create(ILoggerFactory loggers);

    /// <summary>The fabric that it is tested over.</summary>
    SiteFabric Fabric() => SiteFabric.Loopback();
}
