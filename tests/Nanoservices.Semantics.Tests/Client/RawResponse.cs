using System.Buffers;
using System.Globalization;

namespace Nanoservices.Semantics.Tests.Client;

/// <summary>A response as it came over the wire, read step by step.</summary>
public sealed class RawResponse(ByteSource source, bool toHead)
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private long _left;
    private bool _bodyEnded;

    /// <summary>Heads of interim (1xx) responses.</summary>
    public List<string> Interim { get; } = [];

    public string? StatusLine { get; private set; }

    /// <summary>Fields in their order.</summary>
    public List<KeyValuePair<string, string>> Fields { get; } = [];

    public List<KeyValuePair<string, string>> Trailers { get; } = [];

    public Framing Framing { get; private set; }

    public ExchangeEnd End { get; private set; }

    /// <summary>The body so far, without its framing.</summary>
    public ReadOnlySpan<byte> Body => _body.WrittenSpan;

    public bool HasToken(string name, string token) =>
        Fields.Any(f => f.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && f.Value.Contains(token, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the head, past interim ones. False: there was none.</summary>
    public async Task<bool> ReadHeadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            string? line = await source.ReadLineAsync(cancellation);
            if (line is null || !await ReadFieldsAsync(Fields, cancellation))
            {
                StatusLine = line;
                return false;
            }

            // An app that sets 100 as its own status gets a response with fields: that one is final.
            if (line != "HTTP/1.1 100 Continue" || Fields.Count > 0)
            {
                StatusLine = line;
                break;
            }

            Interim.Add(line);
        }

        Frame();
        return true;
    }

    /// <summary>Reads body bytes till at least <paramref name="count"/> are there, or the body has ended.</summary>
    public async Task ReadBodyAsync(long count, CancellationToken cancellation)
    {
        while (!_bodyEnded && _body.WrittenCount < count)
        {
            if (_left == 0 && Framing == Framing.Chunked && !await ReadChunkHeadAsync(cancellation))
            {
                return;
            }

            await ReadPieceAsync(cancellation);
        }
    }

    /// <summary>Reads what is left of it.</summary>
    public Task ReadToEndAsync(CancellationToken cancellation) => ReadBodyAsync(long.MaxValue, cancellation);

    private void Frame()
    {
        string? length = Fields.Where(f => f.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(f => f.Value).FirstOrDefault();
        string code = StatusLine!.Split(' ').ElementAtOrDefault(1) ?? "";
        Framing = toHead || code is "204" or "304" or "101" ? Framing.NoBody
            : HasToken("Transfer-Encoding", "chunked") ? Framing.Chunked
            : length is not null ? Framing.Length
            : code is "205" ? Framing.NoBody
            : Framing.UntilClose;
        _left = Framing switch
        {
            Framing.Length => long.Parse(length!, CultureInfo.InvariantCulture),
            Framing.UntilClose => long.MaxValue,
            _ => 0,
        };
        End = ExchangeEnd.Short;
        if (Framing == Framing.NoBody || (Framing == Framing.Length && _left == 0))
        {
            Finish(ExchangeEnd.Complete);
        }
    }

    private async Task ReadPieceAsync(CancellationToken cancellation)
    {
        if (_bodyEnded)
        {
            return;
        }

        ReadOnlyMemory<byte> piece = await source.ReadSomeAsync(_left, cancellation);
        if (piece.IsEmpty)
        {
            Finish(Framing == Framing.UntilClose && source.End == ConnectionEnd.Eof ? ExchangeEnd.Complete : ExchangeEnd.Short);
            return;
        }

        _body.Write(piece.Span);
        _left -= piece.Length;
        if (_left == 0 && Framing == Framing.Length)
        {
            Finish(ExchangeEnd.Complete);
        }
        else if (_left == 0 && Framing == Framing.Chunked && await source.ReadLineAsync(cancellation) != "")
        {
            Finish(ExchangeEnd.Short);
        }
    }

    // False: the body has ended, as it should or not.
    private async Task<bool> ReadChunkHeadAsync(CancellationToken cancellation)
    {
        string? line = await source.ReadLineAsync(cancellation);
        if (!long.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
        {
            Finish(ExchangeEnd.Short);
            return false;
        }

        if (_left > 0)
        {
            return true;
        }

        Finish(await ReadFieldsAsync(Trailers, cancellation) ? ExchangeEnd.Complete : ExchangeEnd.Short);
        return false;
    }

    private async Task<bool> ReadFieldsAsync(List<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        while (await source.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                return true;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add(colon < 0 ? new(line, "(no colon)") : new(line[..colon], line[(colon + 1)..]));
        }

        return false;
    }

    private void Finish(ExchangeEnd end)
    {
        _bodyEnded = true;
        End = end;
    }
}
