namespace Nanoservices.Tcp.Tests.Support;

/// <summary>Bytes that show where they are from.</summary>
internal static class Pattern
{
    internal static byte[] Of(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        uint state = (uint)seed * 2654435761;
        for (int i = 0; i < bytes.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }
}
