namespace Nanoservices.Host.Output;

/// <summary>Standard output and standard error, written to a whole line at a time. Thread-safe.</summary>
internal sealed class LogTarget(Stream output, Stream errors)
{
    private readonly Lock _outputGate = new();
    private readonly Lock _errorGate = new();

    /// <summary>Writes a line and its end.</summary>
    public void Write(LogStream stream, ReadOnlySpan<byte> line)
    {
        lock (stream == LogStream.Output ? _outputGate : _errorGate)
        {
            try
            {
                Stream target = stream == LogStream.Output ? output : errors;
                target.Write(line);
                target.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more (the pipe is broken): the nanoservices must run on, and there is nowhere to say it.
            }
        }
    }
}
