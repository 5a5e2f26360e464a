using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>Reads plans: puts head and trailers on the response, and lists the pieces. Reused from plan to plan.</summary>
internal sealed class PlanReader
{
    private const GatherFlags Known = GatherFlags.HasHead | GatherFlags.Start | GatherFlags.Flush | GatherFlags.End
        | GatherFlags.Failed | GatherFlags.HasTrailers | GatherFlags.Close | GatherFlags.Refused;

    private const GatherFlags AtTheEnd = GatherFlags.HasTrailers | GatherFlags.Close | GatherFlags.Refused;

    private readonly List<PlanPiece> _pieces = [];
    private bool _hasHead;

    /// <summary>The plan's flags.</summary>
    internal GatherFlags Flags { get; private set; }

    /// <summary>The status of the head that came last; 0: none yet.</summary>
    internal int Status { get; private set; }

    /// <summary>The plan's pieces.</summary>
    internal IReadOnlyList<PlanPiece> Pieces => _pieces;

    /// <summary>For the next exchange.</summary>
    internal void Reset()
    {
        _hasHead = false;
        Status = 0;
        _pieces.Clear();
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="WireFormatException">It breaks the format, or the order of plans: the head comes once, and before it only pieces that nobody flushed.</exception>
    internal void Read(ReadOnlySpan<byte> message, IResponse response)
    {
        _pieces.Clear();
        GatherPlan plan = new(new WireReader(message));
        Flags = plan.Flags;
        bool failed = Flags.HasFlag(GatherFlags.Failed);
        bool head = Flags.HasFlag(GatherFlags.HasHead);
        bool end = Flags.HasFlag(GatherFlags.End);
        bool ordered = failed || head != _hasHead || (!_hasHead && Flags == GatherFlags.None);
        if ((Flags & ~Known) != 0 || (failed && !end)
            || ((Flags & AtTheEnd) != 0 && !end) || !ordered)
        {
            throw new WireFormatException($"GatherPlan with flags {Flags} {(_hasHead ? "after" : "before")} the head.");
        }

        if (head)
        {
            // With Failed it only names the status that the app's failure stands for: the response is the server's own.
            ReadHead(ref plan, failed ? null : response);
        }

        if (Flags.HasFlag(GatherFlags.HasTrailers))
        {
            response.SetTrailers(plan.ReadTrailers());
        }

        while (plan.TryReadPiece(out Piece piece))
        {
            Add(message, piece);
        }
    }

    private void ReadHead(ref GatherPlan plan, IResponse? response)
    {
        plan.ReadHead(out int status, out string? reason, out int fields);
        Status = status;
        _hasHead = true;
        response?.SetHead(status, reason);
        for (; fields > 0; fields--)
        {
            Field field = plan.ReadField();
            response?.AddField(field);
        }
    }

    private void Add(ReadOnlySpan<byte> message, in Piece piece)
    {
        int start = 0;
        if (piece.Kind == PieceKind.Inline && piece.Length > 0 && !message.Overlaps(piece.Inline, out start))
        {
            throw new InvalidOperationException("An inline piece lies in its message.");
        }

        _pieces.Add(new PlanPiece(piece.Kind, start, piece.Handle, piece.Offset, piece.Length));
    }
}
