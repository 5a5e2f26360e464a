using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>A Kestrel for a TCP nanoservice in its own process, under the settings that the app would have run it with.</summary>
public static class StandAloneServer
{
    /// <summary>Makes it.</summary>
    /// <exception cref="NotSupportedException">An address or a setting can't be honoured; says which and what to do.</exception>
    public static IServer Create(ListenRequest request, ILoggerFactory loggers)
    {
        foreach (string address in request.Addresses)
        {
            if (!address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            {
                throw new NotSupportedException(
                    $"The address '{address}' can't be served by a TCP nanoservice in its own process, which takes http only: run the app in one process (no placement), or end TLS before it and give it an http address ('listen' in the placement).");
            }
        }

        KestrelServerOptions options = new();
        ServerSettings.Apply(request.Settings, options);
        return new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers),
            new KestrelLogFilter(loggers, errorDetails: request.Settings.GetValueOrDefault(ServerSetting.ErrorDetails, 1) != 0));
    }
}
