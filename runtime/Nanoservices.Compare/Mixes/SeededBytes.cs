using System.Buffers.Binary;

namespace Nanoservices.Compare.Mixes;

/// <summary>A stream of bytes that follows from a seed (SplitMix64, Steele et al. 2014), so that no body has to be held.</summary>
internal struct SeededBytes(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to 1, 1 excluded.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int NextBelow(int bound) => (int)(NextDouble() * bound);

    /// <summary>Fills a buffer whose length is a multiple of 8 (the last one of a body may have any length).</summary>
    public void Fill(Span<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Next());
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.IsEmpty)
        {
            return;
        }

        ulong last = Next();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(last >> (8 * i));
        }
    }
}
