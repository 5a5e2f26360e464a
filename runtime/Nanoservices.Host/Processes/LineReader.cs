using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Host.Processes;

/// <summary>
/// Reads what a process writes, line by line, on a thread of its own, until the last writer has closed the pipe. Nothing is lost: when
/// the consumer is slow, the pipe fills and the process waits, as it would at a terminal.
/// </summary>
internal sealed class LineReader
{
    /// <summary>Longer lines are given in parts of this many bytes.</summary>
    public const int MaxLine = 64 * 1024;

    private readonly LineSink _sink;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LineReader(SafeFileHandle pipe, LineSink sink, string name)
    {
        _sink = sink;
        new Thread(() => Run(pipe)) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Completes when all was given on.</summary>
    public Task Done => _done.Task;

    private void Run(SafeFileHandle pipe)
    {
        byte[] buffer = new byte[MaxLine];
        int filled = 0;
        try
        {
            using FileStream stream = new(pipe, FileAccess.Read, bufferSize: 0);
            for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
            {
                filled = GiveLines(buffer, filled + read);
            }

            if (filled > 0)
            {
                _sink(buffer.AsSpan(0, filled));
            }

            _done.SetResult();
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }

    /// <summary>Gives the complete lines, and moves the rest to the front.</summary>
    private int GiveLines(byte[] buffer, int filled)
    {
        int start = 0;
        for (int length; (length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
        {
            _sink(buffer.AsSpan(start, length));
        }

        if (start == 0 && filled == buffer.Length)
        {
            _sink(buffer);
            return 0;
        }

        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        return filled - start;
    }
}
