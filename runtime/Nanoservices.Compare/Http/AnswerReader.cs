using System.Globalization;
using System.Security.Cryptography;

namespace Nanoservices.Compare.Http;

/// <summary>Reads one answer and keeps what <see cref="Answer"/> keeps; bodies of any length pass through.</summary>
internal sealed class AnswerReader(ByteReader reader)
{
    private const int StartBytes = 32;

    private readonly List<Field> _fields = [];
    private readonly List<Field> _trailers = [];
    private readonly byte[] _start = new byte[StartBytes];
    private string _statusLine = "";
    private Framing _framing;
    private long _length;

    /// <summary>Reads it. An answer that breaks off is a value, no exception.</summary>
    public async Task<Answer> ReadAsync(bool toHead, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AnswerEnd end;
        bool head = false;
        try
        {
            head = await ReadHeadAsync(cancellation);
            bool whole = head && await ReadBodyAsync(toHead, hash, cancellation);
            end = (whole, head, reader.WasReset) switch
            {
                (true, _, _) => AnswerEnd.Complete,
                (_, true, true) => AnswerEnd.ResetInBody,
                (_, true, false) => AnswerEnd.ClosedInBody,
                (_, false, true) => AnswerEnd.ResetBeforeHead,
                (_, false, false) => AnswerEnd.ClosedBeforeHead,
            };
        }
        catch (OperationCanceledException)
        {
            end = AnswerEnd.TimedOut;
        }

        return new Answer
        {
            StatusLine = _statusLine,
            Fields = _fields,
            Trailers = _trailers,
            Framing = _framing,
            BodyLength = _length,
            BodyHash = Convert.ToHexStringLower(hash.GetHashAndReset()),
            BodyStart = _start.AsMemory(0, (int)Math.Min(_length, StartBytes)),
            End = end,
        };
    }

    private async Task<bool> ReadHeadAsync(CancellationToken cancellation)
    {
        do
        {
            _fields.Clear();
            string? line = await reader.ReadLineAsync(cancellation);
            if (line is null || !await ReadFieldsAsync(_fields, cancellation))
            {
                return false;
            }

            _statusLine = line;
        }
        while (_statusLine.StartsWith("HTTP/1.1 100", StringComparison.Ordinal));

        return true;
    }

    private async Task<bool> ReadBodyAsync(bool toHead, IncrementalHash hash, CancellationToken cancellation)
    {
        string status = _statusLine.Split(' ').ElementAtOrDefault(1) ?? "";
        string? length = Find("Content-Length");
        if (toHead || status is "204" or "304")
        {
            _framing = Framing.NoBody;
            return true;
        }

        if (Find("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            _framing = Framing.Chunked;
            return await ReadChunksAsync(hash, cancellation);
        }

        if (length is not null)
        {
            _framing = Framing.Length;
            return long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && await TakeAsync(count, hash, cancellation);
        }

        _framing = Framing.UntilClose;
        await TakeAsync(long.MaxValue, hash, cancellation);
        return !reader.WasReset;
    }

    private async Task<bool> ReadChunksAsync(IncrementalHash hash, CancellationToken cancellation)
    {
        while (true)
        {
            string? line = await reader.ReadLineAsync(cancellation);
            if (!long.TryParse(line?.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long count))
            {
                return false;
            }

            if (count == 0)
            {
                return await ReadFieldsAsync(_trailers, cancellation);
            }

            if (!await TakeAsync(count, hash, cancellation) || await reader.ReadLineAsync(cancellation) != "")
            {
                return false;
            }
        }
    }

    private async Task<bool> TakeAsync(long count, IncrementalHash hash, CancellationToken cancellation)
    {
        while (count > 0)
        {
            ReadOnlyMemory<byte> piece = await reader.ReadSomeAsync(count, cancellation);
            if (piece.IsEmpty)
            {
                return false;
            }

            hash.AppendData(piece.Span);
            if (_length < StartBytes)
            {
                piece.Span[..(int)Math.Min(piece.Length, StartBytes - _length)].CopyTo(_start.AsSpan((int)_length));
            }

            _length += piece.Length;
            count -= piece.Length;
        }

        return true;
    }

    private async Task<bool> ReadFieldsAsync(List<Field> fields, CancellationToken cancellation)
    {
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                return true;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add(colon < 0 ? new Field(line, "") : new Field(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return false;
    }

    private string? Find(string name)
    {
        int at = _fields.FindIndex(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : _fields[at].Value;
    }
}
