using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Nanoservices.Tcp.Sending;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>Turns the requests of one connection into Request messages. What all requests of a connection share is read once.</summary>
internal sealed class RequestFramer
{
    private readonly List<Field> _fields = [];
    private ConnectionInfo? _connection;

    /// <summary>The message for Kestrel's current request; the caller sends it.</summary>
    internal WireWriter Frame(IFeatureCollection features, ulong exchange)
    {
        IHttpRequestFeature request = features.GetRequiredFeature<IHttpRequestFeature>();
        ListFields(request);
        RequestHead head = new()
        {
            Flags = Flags(features),
            Method = request.Method,
            Scheme = request.Scheme,
            Protocol = request.Protocol,
            PathBase = request.PathBase,
            Path = request.Path,
            QueryString = request.QueryString,
            RawTarget = request.RawTarget,
            TraceIdentifier = features.GetRequiredFeature<IHttpRequestIdentifierFeature>().TraceIdentifier,
            BodyLimit = features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize,
            Connection = Connection(features),
            Fields = _fields,
        };
        WireWriter writer = Writers.Rent();
        head.Write(writer, exchange);
        _fields.Clear();
        return writer;
    }

    private static RequestFlags Flags(IFeatureCollection features)
    {
        RequestFlags flags = RequestFlags.None;
        flags |= features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? RequestFlags.CanHaveBody : 0;
        flags |= features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true ? RequestFlags.Upgradable : 0;
        flags |= features.Get<IHttpResetFeature>() is not null ? RequestFlags.Resettable : 0;
        flags |= features.Get<IHttpResponseTrailersFeature>() is not null ? RequestFlags.Trailers : 0;
        return flags;
    }

    private void ListFields(IHttpRequestFeature request)
    {
        _fields.Clear();
        foreach ((string name, StringValues values) in request.Headers)
        {
            if (values.Count == 1)
            {
                _fields.Add(new Field(name, values[0] ?? ""));
                continue;
            }

            foreach (string? value in values)
            {
                _fields.Add(new Field(name, value ?? ""));
            }
        }
    }

    private ConnectionInfo Connection(IFeatureCollection features)
    {
        IHttpConnectionFeature connection = features.GetRequiredFeature<IHttpConnectionFeature>();
        X509Certificate2? certificate = features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        if (_connection is null || !ReferenceEquals(_connection.Id, connection.ConnectionId)
            || certificate is not null != _connection.ClientCertificate.Length > 0)
        {
            _connection = new ConnectionInfo
            {
                Id = connection.ConnectionId,
                RemoteAddress = connection.RemoteIpAddress,
                RemotePort = (ushort)connection.RemotePort,
                LocalAddress = connection.LocalIpAddress,
                LocalPort = (ushort)connection.LocalPort,
                ClientCertificate = certificate?.RawData ?? [],
            };
        }

        return _connection;
    }
}
