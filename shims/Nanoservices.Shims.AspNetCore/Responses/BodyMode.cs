namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>How the body of a response is framed; decided when its head is.</summary>
internal enum BodyMode
{
    /// <summary>As it comes: by Content-Length, by the connection's end, or by what the app itself frames.</summary>
    Plain,

    /// <summary>In chunks, by the server.</summary>
    Chunked,

    /// <summary>There can be none: HEAD, 204, 205, 304.</summary>
    Disabled,
}
