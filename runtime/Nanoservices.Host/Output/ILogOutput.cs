namespace Nanoservices.Host.Output;

/// <summary>Writes lines of the nanoservices, and of the Host itself. Thread-safe. Blocks while the terminal or pipe behind it is full.</summary>
internal interface ILogOutput
{
    /// <summary>Writes a line, given without its end.</summary>
    void Write(string nanoservice, LogStream stream, ReadOnlySpan<byte> line);
}
