namespace Nanoservices.Wire;

/// <summary>Flags of a <see cref="MessageKind.GatherPlan"/>: what the app did, in the order in which they are carried out.</summary>
[Flags]
public enum GatherFlags : ushort
{
    /// <summary>Pieces only.</summary>
    None = 0,

    /// <summary>Status, reason and field lines are in it; exactly once an exchange.</summary>
    HasHead = 1,

    /// <summary>The app started the response (StartAsync, or a flush): the head goes out even if no body byte follows yet.</summary>
    Start = 2,

    /// <summary>After the pieces: flush to the client.</summary>
    Flush = 4,

    /// <summary>After the pieces: the response is complete.</summary>
    End = 8,

    /// <summary>With End: the app failed. Without a head sent: 500 and nothing else; otherwise the connection is aborted.</summary>
    Failed = 16,

    /// <summary>Trailers are in it; with End only.</summary>
    HasTrailers = 32,

    /// <summary>
    /// With End, HTTP/1: the connection closes after the response. For an app that wrote more than Content-Length says when the
    /// head had left: no field can say it any more.
    /// </summary>
    Close = 64,

    /// <summary>With End, and not Failed: the server can't send this head, and the brain has logged why: the connection ends without an answer.</summary>
    Refused = 128,
}
