using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>The request's features. What the app sets changes what it reads back, not what the server does.</summary>
internal sealed partial class Exchange : IHttpRequestFeature, IHttpRequestIdentifierFeature, IHttpConnectionFeature,
    IHttpRequestBodyDetectionFeature, IRequestBodyPipeFeature, IHttpMaxRequestBodySizeFeature, IHttpBodyControlFeature,
    IHttpRequestTrailersFeature, ITlsConnectionFeature
{
    private Stream _pipedBody = Stream.Null;
    private PipeReader _bodyReader = null!;
    private long? _limit;
    private X509Certificate2? _certificate;

    public string Protocol { get; set; } = "";

    public string Scheme { get; set; } = "";

    public string Method { get; set; } = "";

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "";

    IHeaderDictionary IHttpRequestFeature.Headers { get; set; } = null!;

    Stream IHttpRequestFeature.Body
    {
        get => RequestBodyStream;
        set => RequestBodyStream = value;
    }

    string IHttpRequestIdentifierFeature.TraceIdentifier
    {
        get => Lifetime.TraceIdentifier;
        set => Lifetime.TraceIdentifier = value;
    }

    string IHttpConnectionFeature.ConnectionId { get; set; } = "";

    IPAddress? IHttpConnectionFeature.RemoteIpAddress { get; set; }

    IPAddress? IHttpConnectionFeature.LocalIpAddress { get; set; }

    int IHttpConnectionFeature.RemotePort { get; set; }

    int IHttpConnectionFeature.LocalPort { get; set; }

    bool IHttpRequestBodyDetectionFeature.CanHaveBody =>
        Head.Flags.HasFlag(RequestFlags.CanHaveBody) && !Head.Flags.HasFlag(RequestFlags.Upgradable);

    PipeReader IRequestBodyPipeFeature.Reader
    {
        get
        {
            if (!ReferenceEquals(_pipedBody, RequestBodyStream))
            {
                PipeReader reader = PipeReader.Create(RequestBodyStream, new StreamPipeReaderOptions(useZeroByteReads: true));
                _pipedBody = RequestBodyStream;
                _bodyReader = reader;
                Response.Callbacks.AddCompleted(CompleteReader, reader);
            }

            return _bodyReader;
        }
    }

    bool IHttpMaxRequestBodySizeFeature.IsReadOnly => Body.HasStarted || _upgraded;

    long? IHttpMaxRequestBodySizeFeature.MaxRequestBodySize
    {
        get => _limit;
        set
        {
            if (Body.HasStarted)
            {
                throw new InvalidOperationException(KestrelTexts.LimitAfterRead);
            }

            if (_upgraded)
            {
                throw new InvalidOperationException(KestrelTexts.LimitAfterUpgrade);
            }

            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value), KestrelTexts.NegativeLimit);
            }

            if (value != _limit)
            {
                _limit = value;
                using WireWriter message = new(32);
                BodyLimit.Write(message, Id, value);
                Link.Post(message);
            }
        }
    }

    public bool AllowSynchronousIO { get; set; }

    bool IHttpRequestTrailersFeature.Available => Body.Trailers is not null || !((IHttpRequestBodyDetectionFeature)this).CanHaveBody;

    IHeaderDictionary IHttpRequestTrailersFeature.Trailers
    {
        get
        {
            if (!((IHttpRequestTrailersFeature)this).Available)
            {
                throw new InvalidOperationException(KestrelTexts.TrailersNotAvailable);
            }

            return _requestTrailers ??= TrailersOf(Body.Trailers ?? []);
        }
    }

    X509Certificate2? ITlsConnectionFeature.ClientCertificate
    {
        get => _certificate ??= Head.Connection.ClientCertificate is { Length: > 0 } der ? X509CertificateLoader.LoadCertificate(der) : null;
        set => _certificate = value;
    }

    Task<X509Certificate2?> ITlsConnectionFeature.GetClientCertificateAsync(CancellationToken cancellationToken) =>
        Task.FromResult(((ITlsConnectionFeature)this).ClientCertificate);

    private IHeaderDictionary? _requestTrailers;

    private Stream RequestBodyStream { get; set; } = null!;

    private static HeaderDictionary TrailersOf(Field[] lines)
    {
        HeaderDictionary trailers = new(lines.Length);
        foreach (Field line in lines)
        {
            trailers.Append(line.Name, line.Value);
        }

        return trailers;
    }

    private static Task CompleteReader(object reader)
    {
        ((PipeReader)reader).Complete();
        return Task.CompletedTask;
    }

    private void CheckLimit()
    {
        if (_limit is { } limit && RequestFields.ContentLength > limit)
        {
            throw BadRequests.TooLarge(limit);
        }
    }

    private void InitialiseFeatures()
    {
        Protocol = Head.Protocol;
        Scheme = Head.Scheme;
        Method = Head.Method;
        PathBase = Head.PathBase;
        Path = Head.Path;
        QueryString = Head.QueryString;
        RawTarget = Head.RawTarget;
        ((IHttpRequestFeature)this).Headers = RequestFields;
        RequestBodyStream = _pipedBody = _requestStream;
        _bodyReader = _reader;
        _limit = Head.BodyLimit;
        AllowSynchronousIO = _settings.Options.AllowSynchronousIO;

        IHttpConnectionFeature connection = this;
        connection.ConnectionId = Head.Connection.Id;
        connection.RemoteIpAddress = Head.Connection.RemoteAddress;
        connection.RemotePort = Head.Connection.RemotePort;
        connection.LocalIpAddress = Head.Connection.LocalAddress;
        connection.LocalPort = Head.Connection.LocalPort;

        ((IHttpResponseFeature)this).Headers = Response.Fields;
        ResponseBodyStream = _pipedResponse = (Stream?)_upgradableStream ?? _responseStream;
        _bodyWriter = (PipeWriter?)_upgradableWriter ?? _writer;
    }
}
