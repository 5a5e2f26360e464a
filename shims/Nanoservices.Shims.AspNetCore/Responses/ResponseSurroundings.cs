using System.Text;
using Microsoft.AspNetCore.Http;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>What a response depends on and the app can't change any more: the request as it was framed, and the server's settings.</summary>
internal sealed class ResponseSurroundings
{
    /// <summary>The request's method is HEAD.</summary>
    public required bool IsHead { get; init; }

    /// <summary>The request's method is CONNECT.</summary>
    public required bool IsConnect { get; init; }

    /// <summary>HTTP/1.0.</summary>
    public required bool IsHttp10 { get; init; }

    /// <summary>HTTP/1.1.</summary>
    public required bool IsHttp11 { get; init; }

    /// <summary>The client wants the connection kept.</summary>
    public required bool KeepAlive { get; init; }

    /// <summary>KestrelServerOptions.AddServerHeader.</summary>
    public required bool AddServerField { get; init; }

    /// <summary>KestrelServerOptions.ResponseHeaderEncodingSelector, null for its default.</summary>
    public required Func<string, Encoding?>? Encodings { get; init; }

    /// <summary>The value of Date.</summary>
    public required Func<string> Date { get; init; }

    /// <summary>HTTP/1.0 or HTTP/1.1.</summary>
    public bool IsHttp1 => IsHttp10 || IsHttp11;

    /// <summary>Takes them from a request and the server's settings.</summary>
    public static ResponseSurroundings Of(
        RequestHead head, RequestFields fields, bool addServerField, Func<string, Encoding?>? encodings, Func<string> date) => new()
    {
        IsHead = head.Method == HttpMethods.Head,
        IsConnect = head.Method == HttpMethods.Connect,
        IsHttp10 = HttpProtocol.IsHttp10(head.Protocol),
        IsHttp11 = HttpProtocol.IsHttp11(head.Protocol),
        KeepAlive = ConnectionOptions.KeepsAlive(fields["Connection"], HttpProtocol.IsHttp10(head.Protocol)),
        AddServerField = addServerField,
        Encodings = encodings,
        Date = date,
    };
}
