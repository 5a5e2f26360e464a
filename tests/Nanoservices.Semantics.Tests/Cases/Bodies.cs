using System.Text;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Request bodies, each character a byte.</summary>
internal static class Bodies
{
    /// <summary>A body of bytes that follow from a seed.</summary>
    public static string Make(int length, int seed) =>
        string.Create(length, seed, static (span, seed) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)(byte)((i * 17) ^ (i >> 9) ^ (seed * 59));
            }
        });

    /// <summary>A chunked body with its last chunk, without trailers.</summary>
    public static string Chunked(int[] chunks, int seed, string trailers = "")
    {
        var text = new StringBuilder();
        foreach (int length in chunks)
        {
            text.Append($"{length:x}\r\n{Make(length, seed)}\r\n");
        }

        return text.Append($"0\r\n{trailers}\r\n").ToString();
    }
}
