using System.Text;

namespace Migrate.Cli.Texts;

/// <summary>
/// A text with what its file needs to be written back byte for byte: its encoding and whether it began with a byte
/// order mark. Bytes that are no UTF-8 are read as Latin-1, which keeps each of them. Immutable.
/// </summary>
/// <param name="Text">The text, without byte order mark, newlines as in the file.</param>
/// <param name="Encoding">Encoding of the bytes after the mark.</param>
/// <param name="HasMark">The file began with a byte order mark.</param>
internal sealed record TextFile(string Text, Encoding Encoding, bool HasMark)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly Encoding[] Marked =
        [Utf8, new UTF32Encoding(bigEndian: false, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Whether the bytes are Unicode; otherwise each was read as one character.</summary>
    internal bool IsUnicode => Encoding != Encoding.Latin1;

    /// <summary>A new file's text: UTF-8 without a mark.</summary>
    internal static TextFile New(string text) => new(text, Utf8, HasMark: false);

    /// <summary>Reads a file.</summary>
    internal static TextFile Read(string path) => Decode(File.ReadAllBytes(path));

    /// <summary>Reads bytes.</summary>
    internal static TextFile Decode(byte[] bytes)
    {
        foreach (Encoding encoding in Marked)
        {
            byte[] mark = encoding.GetPreamble();
            if (bytes.AsSpan().StartsWith(mark))
            {
                return new TextFile(encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length), encoding, HasMark: true);
            }
        }

        try
        {
            return new TextFile(Utf8.GetString(bytes), Utf8, HasMark: false);
        }
        catch (DecoderFallbackException)
        {
            return new TextFile(Encoding.Latin1.GetString(bytes), Encoding.Latin1, HasMark: false);
        }
    }

    /// <summary>The bytes of the file.</summary>
    internal byte[] Encode() => HasMark ? [.. Encoding.GetPreamble(), .. Encoding.GetBytes(Text)] : Encoding.GetBytes(Text);

    /// <summary>The same file with another text, whose newlines become those of this one.</summary>
    internal TextFile With(string text) => this with { Text = Newlines.Match(Text, text) };
}
