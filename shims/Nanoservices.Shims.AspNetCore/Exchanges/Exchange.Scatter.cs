using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>Payloads in place of bodies.</summary>
internal sealed partial class Exchange
{
    // What a MemoryStream says of more bytes than an array can hold.
    private const string TooLong = "Stream was too long.";

    /// <summary>Whether the app writes to the response as it is: nothing stands in between that would look at the bytes.</summary>
    public bool IsResponseBodyOwn => ReferenceEquals(ResponseBodyStream, (Stream?)_upgradableStream ?? _responseStream);

    /// <summary>Whether the body can go elsewhere as a whole: the app reads it as it came, has not begun to, and there is somewhere to go.</summary>
    public bool CanScatter(IFeatureCollection features) =>
        ((IHttpRequestBodyDetectionFeature)this).CanHaveBody && !Body.HasStarted && !_upgraded
        && ReferenceEquals(RequestBodyStream, _requestStream)
        && ReferenceEquals(features.Get<IHttpRequestFeature>(), this)
        && _settings.Holder() is not null;

    /// <summary>Has the body put into the cache nanoservice. Null: it could not take it, and nothing was read.</summary>
    public async Task<Payload?> ScatterAsync(CancellationToken cancellation)
    {
        _reader.CheckReadable(cancellation);
        ScatterResult result;
        try
        {
            result = await Body.ScatterAsync().WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (Body.AbandonScatter() is { } late)
            {
                _settings.Holder()?.Release(late.Handle);
            }

            throw;
        }

        if (!result.Outcome.IsDone)
        {
            return Failed(result);
        }

        Payload payload = new(result.Handle, _settings.Holder()!);
        if (payload.LongLength > Array.MaxLength)
        {
            payload.Dispose();
            throw new IOException(TooLong);
        }

        return payload;
    }

    private Payload? Failed(in ScatterResult result)
    {
        if (result.Failure.Failure is FailureKind.BadRequest or FailureKind.TooLarge or FailureKind.ClientGone)
        {
            throw BadRequests.Of(result.Failure);
        }

        if (result.Outcome.Kind != OutcomeKind.NotStarted)
        {
            throw new NanoserviceException("Putting the request's body into the cache nanoservice", result.Outcome);
        }

        Body.ResumeAfterScatter();
        return null;
    }
}
