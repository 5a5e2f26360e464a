using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>How the head is decided.</summary>
internal sealed partial class Response
{
    private static readonly string[] ConnectionFields =
        [HeaderNames.Connection, HeaderNames.TransferEncoding, HeaderNames.KeepAlive, HeaderNames.Upgrade, HeaderNames.ProxyConnection];

    private bool StatusForbidsLength => _status is >= 100 and < 200 or StatusCodes.Status204NoContent
        || (_surroundings.IsConnect && _status is >= 200 and < 300);

    private bool CanHaveBody => !_surroundings.IsHead
        && _status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    /// <summary>Decides the head and hands it to the output; the caller sends. Nothing when it was decided before.</summary>
    /// <param name="completed">The app has ended or completed the response: there is no body but what was advanced.</param>
    /// <param name="kind">GatherPlan, or Upgrade.</param>
    /// <exception cref="InvalidOperationException">The fields don't fit the status, and the app can still be told.</exception>
    private void Commit(bool completed, MessageKind kind = MessageKind.GatherPlan)
    {
        if (HasStarted)
        {
            return;
        }

        RemoveConnectionFields();
        bool hadTransferEncoding = Fields.HasTransferEncoding;
        bool hadConnection = Fields.HasConnection;
        _mode = CanHaveBody ? BodyMode.Plain : BodyMode.Disabled;
        CheckBodyFields(completed, hadTransferEncoding);
        _stage = ResponseStage.Started;
        if (_mode == BodyMode.Disabled && !(completed && _status == StatusCodes.Status205ResetContent))
        {
            // Kept for 205: with bytes advanced and dropped Kestrel sets no Content-Length of 0.
            _output.DropUnflushed();
        }

        // Sent before the server's own fields are added: real Kestrel adds those.
        bool close = _close && !hadConnection && _surroundings.IsHttp1;
        if (close)
        {
            Fields.SetAsServer(HeaderNames.Connection, "close");
            _mismatched = false;
        }

        // After an error of the app's the TCP nanoservice's Kestrel makes the 500 itself, unless it could not know that it must close.
        if (_lifetime.ApplicationException is null || close || IsRejected)
        {
            _output.PutHead(_status, _reason, Fields, kind);
        }

        DecideFraming(completed, hadTransferEncoding);
        Fields.SetReadOnly();
        AddServerFields(hadConnection);
    }

    private void RemoveConnectionFields()
    {
        if (_surroundings.IsHttp1)
        {
            return;
        }

        bool any = false;
        foreach (string name in ConnectionFields)
        {
            any |= Fields.RemoveAsServer(name);
        }

        if (any)
        {
            _lifetime.Log.InvalidFieldsRemoved();
        }
    }

    private void CheckBodyFields(bool completed, bool hasTransferEncoding)
    {
        if (_mode == BodyMode.Disabled && hasTransferEncoding)
        {
            Refuse(completed, KestrelTexts.FieldNotAllowed(HeaderNames.TransferEncoding, _status));
        }
        else if (Fields.ContentLength is { } length)
        {
            if (StatusForbidsLength)
            {
                if (length == 0)
                {
                    Fields.SetLengthAsServer(null);
                }
                else
                {
                    Refuse(completed, KestrelTexts.FieldNotAllowed(HeaderNames.ContentLength, _status));
                }
            }
            else if (_status == StatusCodes.Status205ResetContent && length != 0)
            {
                Refuse(completed, KestrelTexts.LengthOn205);
            }
        }
    }

    private void Refuse(bool completed, string message)
    {
        if (!completed)
        {
            throw new InvalidOperationException(message);
        }

        _refusal = message;
    }

    // What Kestrel in the TCP nanoservice will decide from the same facts; the app can read it in the fields.
    private void DecideFraming(bool completed, bool hasTransferEncoding)
    {
        if (Fields.ContentLength is not null || hasTransferEncoding || _status == StatusCodes.Status101SwitchingProtocols)
        {
            return;
        }

        if ((completed || _mode == BodyMode.Disabled) && !_hasAdvanced)
        {
            if (!StatusForbidsLength && !_surroundings.IsHead && _status != StatusCodes.Status304NotModified)
            {
                Fields.SetLengthAsServer(0);
            }
        }
        else if (_surroundings.IsHttp11)
        {
            if (_mode == BodyMode.Plain)
            {
                _mode = BodyMode.Chunked;
                Fields.SetAsServer(HeaderNames.TransferEncoding, "chunked");
            }
        }
        else
        {
            _close = true;
        }
    }

    private void AddServerFields(bool hadConnection)
    {
        if (!hadConnection && _surroundings.IsHttp1)
        {
            bool keep = _surroundings.KeepAlive && !_close && _status != StatusCodes.Status101SwitchingProtocols;
            if (!keep || _surroundings.IsHttp10)
            {
                Fields.SetAsServer(HeaderNames.Connection, keep ? "keep-alive" : "close");
            }
        }

        if (_surroundings.AddServerField)
        {
            Fields.SetAsServer(HeaderNames.Server, "Kestrel");
        }

        Fields.SetAsServer(HeaderNames.Date, _surroundings.Date());
    }
}
