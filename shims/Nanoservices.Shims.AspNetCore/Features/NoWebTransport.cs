// CA2252: Kestrel offers this preview feature on every request, switched off; so it is offered here.
#pragma warning disable CA2252
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Features;

/// <summary>WebTransport, switched off, as on Kestrel unless an app asks for it. Thread-safe.</summary>
internal sealed class NoWebTransport : IHttpWebTransportFeature
{
    private NoWebTransport()
    {
    }

    /// <summary>The type of the feature.</summary>
    public static Type Feature => typeof(IHttpWebTransportFeature);

    /// <summary>The feature.</summary>
    public static object Instance { get; } = new NoWebTransport();

    bool IHttpWebTransportFeature.IsWebTransportRequest => false;

    ValueTask<IWebTransportSession> IHttpWebTransportFeature.AcceptAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException(KestrelTexts.WebTransportDisabled);
}
