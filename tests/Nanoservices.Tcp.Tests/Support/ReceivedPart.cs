using System.Text;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A BodyPart, copied.</summary>
internal sealed record ReceivedPart(BodyFlags Flags, byte[] Bytes, BodyFailure Failure, Field[] Trailers)
{
    internal string Text => Encoding.UTF8.GetString(Bytes);
}
