using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>Which characters names and values of response fields may have, checked where the app sets them, as Kestrel does.</summary>
internal static class FieldRules
{
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private static readonly SearchValues<char> Visible = SearchValues.Create(
        ['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    private static readonly SearchValues<char> Control = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Where(c => c != '\t').Select(c => (char)c), (char)0x7F]);

    /// <summary>Checks a name that is not a known one.</summary>
    /// <exception cref="InvalidOperationException">It has a character that a token may not have.</exception>
    public static void CheckName(string name) => Refuse(name, name.AsSpan().IndexOfAnyExcept(Token));

    /// <summary>Checks values; <paramref name="encodings"/> is the app's selector, null for Kestrel's default: ASCII only.</summary>
    /// <exception cref="InvalidOperationException">One has a character that it may not have.</exception>
    public static void CheckValues(string name, in StringValues values, Func<string, Encoding?>? encodings)
    {
        bool ascii = encodings?.Invoke(name) is null;
        foreach (string? value in values)
        {
            if (value is not null)
            {
                Refuse(value, ascii ? value.AsSpan().IndexOfAnyExcept(Visible) : value.AsSpan().IndexOfAny(Control));
            }
        }
    }

    private static void Refuse(string text, int at)
    {
        if (at >= 0)
        {
            throw new InvalidOperationException(KestrelTexts.InvalidCharacter(text[at]));
        }
    }
}
