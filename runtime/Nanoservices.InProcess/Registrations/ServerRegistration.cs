using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Nanoservices.InProcess.Registrations;

/// <summary>The server that the app had when UseNanoservices() was called. Immutable.</summary>
/// <param name="Type">Its implementation; null when a factory makes it.</param>
/// <param name="IsJoined">Whether the app runs under a Host.</param>
internal sealed record ServerRegistration(Type? Type, bool IsJoined)
{
    /// <summary>Whether it is Kestrel: then the TCP nanoservice takes its place.</summary>
    public bool IsKestrel => IsKestrelType(Type);

    /// <summary>Finds it: as the container does, the last that was registered.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static ServerRegistration Find(IServiceCollection services, bool joined)
    {
        ServiceDescriptor server = services.LastOrDefault(descriptor => descriptor.ServiceType == typeof(IServer))
            ?? throw new InvalidOperationException(
                "UseNanoservices() found no server to take the place of: "
                + "call it last, after ConfigureWebHostDefaults or UseKestrel have registered one.");
        return new ServerRegistration(server.ImplementationType ?? server.ImplementationInstance?.GetType(), joined);
    }

    /// <summary>Whether a server is Kestrel. What ASP.NET Core registers is internal: its assembly tells.</summary>
    public static bool IsKestrelType(Type? type) => type is not null && type.Assembly == typeof(KestrelServer).Assembly;
}
