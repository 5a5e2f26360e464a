using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>How the response ends.</summary>
internal sealed partial class Response
{
    /// <summary>As IHttpResponseBodyFeature.CompleteAsync, or the writer's completion, perhaps with an exception.</summary>
    public Task CompleteAsync(Exception? exception = null)
    {
        if (exception is not null)
        {
            _lifetime.ReportApplicationError(new ConnectionAbortedException(KestrelTexts.PipeCompletedWithException, exception));
            if (HasStarted)
            {
                _lifetime.Abort();
            }
        }

        if (!HasStarted)
        {
            Task starting = Callbacks.FireStartingAsync();
            if (!starting.IsCompletedSuccessfully)
            {
                return CompleteAfterAsync(starting);
            }
        }

        return CompleteNow();
    }

    /// <summary>Ends the response: what was not sent goes out now, or the 500, or the 4xx.</summary>
    public Task EndAsync()
    {
        if (HasCompleted)
        {
            return Task.CompletedTask;
        }

        _leaseVoid = true;
        bool failed = _rejected is not null || _lifetime.ApplicationException is not null;
        if (failed && HasStarted)
        {
            return _output.EndAsync(GatherFlags.Failed, null).AsTask();
        }

        // Kestrel does not drop what was advanced before the app failed: it follows the error's empty body, on the same connection.
        return failed && _output.UnflushedBytes > 0 ? EndAfterAsync(_output.HandOverAsync()) : EndNow(failed);
    }

    private async Task EndAfterAsync(ValueTask handedOver)
    {
        await handedOver;
        await EndNow(failed: true);
    }

    private Task EndNow(bool failed)
    {
        if (failed)
        {
            SetErrorHead(_rejected?.StatusCode ?? StatusCodes.Status500InternalServerError);
        }

        GatherFlags flags = GatherFlags.None;
        if (!HasStarted)
        {
            Commit(completed: true);
        }

        // A 500 that Kestrel makes itself, with no head of ours; or its own complaint, which the app let pass: the head names the status.
        if (failed && (!_output.HasHead || _rejected?.StatusCode == ComplaintStatus))
        {
            flags = GatherFlags.Failed;
        }

        if (_mismatched && _surroundings.IsHttp1)
        {
            flags |= GatherFlags.Close;
        }

        if (_refusal is not null)
        {
            flags |= GatherFlags.Refused;
        }

        if (_mode == BodyMode.Chunked || !_surroundings.IsHttp1)
        {
            _lifetime.PreventCancellation();
        }

        Task ended = _output.EndAsync(flags, Trailers).AsTask();
        Trailers?.SetReadOnly();
        _stage = ResponseStage.Completed;
        if (_surroundings.IsHead && _written > 0)
        {
            _lifetime.Log.HeadBodyWrite(_lifetime.ConnectionId, _written);
        }

        if (_refusal is null)
        {
            return ended;
        }

        _lifetime.ReportApplicationError(new InvalidOperationException(_refusal));
        throw new GivenUpException(_refusal);
    }

    private async Task CompleteAfterAsync(Task starting)
    {
        await starting;
        await CompleteNow();
    }

    private Task CompleteNow()
    {
        if (HasCompleted)
        {
            return Task.CompletedTask;
        }

        return VerifyLength(out Exception? exception) ? EndAsync() : throw exception;
    }
}
