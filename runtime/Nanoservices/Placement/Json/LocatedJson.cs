using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Nanoservices.Placement.Json;

/// <summary>Reads JSON with comments and trailing commas into a tree that remembers positions.</summary>
internal static class LocatedJson
{
    private const int MaxDepth = 16;

    /// <summary>Reads one value. Exactly one of the results is null.</summary>
    public static LocatedValue? Read(byte[] text, SourceMap map, out SyntaxError? error)
    {
        ReadOnlySpan<byte> content = text;
        int skipped = content.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        error = InvalidEncoding(content);
        if (error is not null)
        {
            return null;
        }

        JsonReaderOptions options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };
        Utf8JsonReader reader = new(content[skipped..], options);
        try
        {
            reader.Read();
            LocatedValue value = ReadValue(ref reader, skipped);
            reader.Read(); // Throws when something follows.
            return value;
        }
        catch (JsonException exception)
        {
            error = Describe(exception, map, skipped);
        }
        catch (InvalidOperationException)
        {
            error = new SyntaxError(reader.TokenStartIndex + skipped, "this text holds an escape that is no valid UTF-16 (half a surrogate pair)");
        }

        return null;
    }

    private static LocatedValue ReadValue(ref Utf8JsonReader reader, int skipped)
    {
        long at = reader.TokenStartIndex + skipped;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, new LocatedValue(LocatedKind.Object, at), skipped);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, new LocatedValue(LocatedKind.Array, at), skipped);
            case JsonTokenType.String:
                return new LocatedValue(LocatedKind.Text, at, reader.GetString()!);
            case JsonTokenType.Number:
                return new LocatedValue(LocatedKind.Number, at, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
            case JsonTokenType.False:
                return new LocatedValue(LocatedKind.Boolean, at, reader.GetBoolean() ? "true" : "false");
            default:
                return new LocatedValue(LocatedKind.Null, at);
        }
    }

    private static LocatedValue ReadObject(ref Utf8JsonReader reader, LocatedValue value, int skipped)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            long at = reader.TokenStartIndex + skipped;
            string name = reader.GetString()!;
            reader.Read();
            value.Properties.Add(new LocatedProperty(name, at, ReadValue(ref reader, skipped)));
        }

        return value;
    }

    private static LocatedValue ReadArray(ref Utf8JsonReader reader, LocatedValue value, int skipped)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            value.Items.Add(ReadValue(ref reader, skipped));
        }

        return value;
    }

    private static SyntaxError? InvalidEncoding(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out int length) != OperationStatus.Done)
            {
                return new SyntaxError(at, "this byte is no valid UTF-8");
            }

            at += length;
        }

        return null;
    }

    private static SyntaxError Describe(JsonException exception, SourceMap map, int skipped)
    {
        long line = exception.LineNumber ?? 0;
        long offset = map.Offset(line, exception.BytePositionInLine ?? 0) + (line == 0 ? skipped : 0);
        int tail = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string problem = tail < 0 ? exception.Message : exception.Message[..tail];
        return new SyntaxError(offset, problem.TrimEnd('.', ' '));
    }
}
