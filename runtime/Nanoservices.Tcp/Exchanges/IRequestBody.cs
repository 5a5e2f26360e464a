using System.IO.Pipelines;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>An engine's request body. Reading it is what lets the client send it (100-continue).</summary>
internal interface IRequestBody
{
    /// <summary>Its bytes.</summary>
    PipeReader Reader { get; }

    /// <summary>Its declared length, if any.</summary>
    long? Length { get; }

    /// <summary>The limit of its size; null: none.</summary>
    long? Limit { get; set; }

    /// <summary>Its trailers, after its end.</summary>
    Field[] Trailers();

    /// <summary>What to tell the brain of an exception that reading threw.</summary>
    BodyFailure Describe(Exception exception);
}
