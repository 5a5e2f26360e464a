using Nanoservices.Outcomes;

namespace Nanoservices.Wire;

/// <summary>Why a request's body can't be read on, so that the brain throws what Kestrel threw.</summary>
/// <remarks>Wire: u8 failure, u16 status, text message.</remarks>
/// <param name="Failure">BadRequest, TooLarge or ClientGone; Internal for a defect.</param>
/// <param name="Status">For BadRequest and TooLarge the status of the BadHttpRequestException (400, 408, 413); otherwise 0.</param>
/// <param name="Message">The exception's message.</param>
public readonly record struct BodyFailure(FailureKind Failure, ushort Status, string Message)
{
    internal void Write(WireWriter writer)
    {
        writer.Byte((byte)Failure);
        writer.UInt16(Status);
        writer.Text(Message);
    }

    internal static BodyFailure Read(ref WireReader reader) =>
        new((FailureKind)reader.Byte(), reader.UInt16(), reader.RequiredText());
}
