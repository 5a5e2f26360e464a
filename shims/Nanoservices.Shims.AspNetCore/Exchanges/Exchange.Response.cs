using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Shims.AspNetCore.Requests;
using Nanoservices.Shims.AspNetCore.Responses;
using Nanoservices.Shims.AspNetCore.Upgrades;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>The response's features.</summary>
internal sealed partial class Exchange : IHttpResponseFeature, IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IHttpUpgradeFeature
{
    private Stream _pipedResponse = Stream.Null;
    private PipeWriter _bodyWriter = null!;
    private IHeaderDictionary? _replacedTrailers;
    private bool _upgraded;

    int IHttpResponseFeature.StatusCode
    {
        get => Response.StatusCode;
        set => Response.StatusCode = value;
    }

    string? IHttpResponseFeature.ReasonPhrase
    {
        get => Response.ReasonPhrase;
        set => Response.ReasonPhrase = value;
    }

    IHeaderDictionary IHttpResponseFeature.Headers { get; set; } = null!;

    Stream IHttpResponseFeature.Body
    {
        get => ResponseBodyStream;
        set => ResponseBodyStream = value;
    }

    bool IHttpResponseFeature.HasStarted => Response.HasStarted;

    Stream IHttpResponseBodyFeature.Stream => ResponseBodyStream;

    PipeWriter IHttpResponseBodyFeature.Writer
    {
        get
        {
            if (!ReferenceEquals(_pipedResponse, ResponseBodyStream))
            {
                PipeWriter writer = PipeWriter.Create(ResponseBodyStream);
                _pipedResponse = ResponseBodyStream;
                _bodyWriter = writer;
                Response.Callbacks.AddCompleted(CompleteWriter, writer);
            }

            return _bodyWriter;
        }
    }

    IHeaderDictionary IHttpResponseTrailersFeature.Trailers
    {
        get => _replacedTrailers ?? (Response.Trailers ??= NewTrailers());
        set => _replacedTrailers = value;
    }

    bool IHttpUpgradeFeature.IsUpgradableRequest => _upgradableStream is not null;

    private Stream ResponseBodyStream { get; set; } = null!;

    void IHttpResponseFeature.OnStarting(Func<object, Task> callback, object state) => Response.OnStarting(callback, state);

    void IHttpResponseFeature.OnCompleted(Func<object, Task> callback, object state) =>
        Response.Callbacks.AddCompleted(callback, state);

    void IHttpResponseBodyFeature.DisableBuffering()
    {
        // Nothing is buffered beyond what was advanced and not flushed.
    }

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken)
    {
        if (Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Response.StartAsync();
    }

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
        ReferenceEquals(ResponseBodyStream, _responseStream)
            ? FileResponder.SendAsync(Response, _responseStream, path, offset, count, cancellationToken)
            : SendFileFallback.SendFileAsync(ResponseBodyStream, path, offset, count, cancellationToken);

    Task IHttpResponseBodyFeature.CompleteAsync() => Response.CompleteAsync();

    async Task<Stream> IHttpUpgradeFeature.UpgradeAsync()
    {
        if (_upgradableStream is null)
        {
            throw new InvalidOperationException(KestrelTexts.NotUpgradable);
        }

        if (_upgraded)
        {
            throw new InvalidOperationException(KestrelTexts.UpgradedTwice);
        }

        _upgraded = true;
        Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        Response.ReasonPhrase = "Switching Protocols";
        Response.Fields["Connection"] = "Upgrade";
        await Response.StartUpgradeAsync();
        _upgradableStream.Upgrade();
        _upgradableWriter!.Upgrade();
        return new UpgradeStream(new RequestStream(this, _upgradeReader!), _responseStream);
    }

    private static Task CompleteWriter(object writer)
    {
        ((PipeWriter)writer).Complete();
        return Task.CompletedTask;
    }

    private TrailerFields NewTrailers()
    {
        TrailerFields trailers = new(_settings.Encodings);
        if (Response.HasCompleted)
        {
            trailers.SetReadOnly();
        }

        return trailers;
    }
}
