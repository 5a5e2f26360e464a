using System.IO.Pipelines;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Reads a range of a file into the engine's output, chunk by chunk as SendFileFallback of ASP.NET Core does: what is in the file when a
/// chunk's turn comes. One run a piece; not thread-safe.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="piece">The range.</param>
internal sealed class FileSender(PassedFile file, FilePiece piece)
{
    /// <summary>Bytes that were put into the output so far.</summary>
    internal long Done { get; private set; }

    /// <summary>See <see cref="FileSent.Excess"/>.</summary>
    internal int Excess { get; private set; }

    /// <summary>Puts the next chunk into the output; its length, 0 when there is no more.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    internal async ValueTask<int> PutAsync(PipeWriter writer)
    {
        int want = (int)(piece.Count < 0 ? FilePiece.ChunkBytes : Math.Min(FilePiece.ChunkBytes, piece.Count - Done));
        if (want == 0)
        {
            return 0;
        }

        int got = await RandomAccess.ReadAsync(file.Handle, writer.GetMemory(want)[..want], piece.Offset + Done);
        if (piece.Limit >= 0 && got > piece.Limit - Done)
        {
            Excess = got;
            return 0;
        }

        writer.Advance(got);
        Done += got;
        return got;
    }

    /// <summary>What the brain is told.</summary>
    internal FileSent Result(Outcome outcome) => new(outcome, Done, Excess);
}
