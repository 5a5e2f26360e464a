using Nanoservices.Handles;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>A piece of a plan that was read whole: pieces are carried out with awaits between them, which <see cref="Piece"/> can't cross.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">For Inline: first byte in the message.</param>
/// <param name="Handle">For Payload: the handle.</param>
/// <param name="Offset">For Payload: first byte in the handle's range.</param>
/// <param name="Length">Bytes, for all but File.</param>
/// <param name="File">For File: the range.</param>
internal readonly record struct PlanPiece(PieceKind Kind, int Start, Handle Handle, long Offset, long Length, FilePiece File);
