using System.IO.Pipelines;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>An engine's response, as plans are carried out on it. Used by one exchange's loop at a time.</summary>
internal interface IResponse
{
    /// <summary>Whether the head has left or is bound to.</summary>
    bool HasStarted { get; }

    /// <summary>Takes the body's bytes.</summary>
    PipeWriter Writer { get; }

    /// <summary>Sets status and reason (null: the status's own).</summary>
    void SetHead(int status, string? reason);

    /// <summary>Adds a field line.</summary>
    void AddField(in Field field);

    /// <summary>Adds the trailers, to be sent when the body ends.</summary>
    void SetTrailers(Field[] trailers);

    /// <summary>Closes the connection when the response has ended.</summary>
    void CloseAfterwards();

    /// <summary>Aborts the connection, at once. Any thread.</summary>
    void Abort();

    /// <summary>Sends the head, though no body byte follows yet.</summary>
    Task StartAsync();
}
