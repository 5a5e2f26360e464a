using System.Threading.Channels;
using Nanoservices.Control.Protos;

namespace Nanoservices.Host.Rosters;

/// <summary>One joined nanoservice's stream: what it is still to be told. Thread-safe; bounded.</summary>
internal sealed class Session
{
    // A nanoservice that leaves so many unread is hung; it is found out by its silence.
    private const int Bound = 256;

    private readonly Channel<Directive> _directives = Channel.CreateBounded<Directive>(Bound);

    /// <summary>What to send, in order; ends when the session does.</summary>
    public ChannelReader<Directive> Directives => _directives.Reader;

    /// <summary>Sends a directive. False when the nanoservice does not read.</summary>
    public bool TrySend(Directive directive) => _directives.Writer.TryWrite(directive);

    /// <summary>Ends the stream when all was sent.</summary>
    public void End() => _directives.Writer.TryComplete();
}
