namespace Nanoservices.Semantics.App;

/// <summary>Bytes that everybody can make again: a byte's value follows from a seed and its offset.</summary>
public static class Content
{
    /// <summary>Makes an array.</summary>
    public static byte[] Make(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        Fill(bytes, seed);
        return bytes;
    }

    /// <summary>Fills a span.</summary>
    public static void Fill(Span<byte> bytes, int seed, int offset = 0)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(((offset + i) * 31) ^ ((offset + i) >> 8) ^ (seed * 101));
        }
    }
}
