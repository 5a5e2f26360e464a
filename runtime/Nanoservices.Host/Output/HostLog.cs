using System.Text;
using System.Threading.Channels;

namespace Nanoservices.Host.Output;

/// <summary>
/// The Host's own lines. Written by a task of their own, so that a terminal that does not read never stops the supervision; bounded, and
/// what did not fit is counted and said. Thread-safe.
/// </summary>
internal sealed class HostLog : IAsyncDisposable
{
    /// <summary>The Host's name among those of the nanoservices.</summary>
    public const string Name = "host";

    private const int Bound = 1024;

    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(2);

    private readonly Channel<(LogStream Stream, string Line)> _lines = Channel.CreateBounded<(LogStream, string)>(Bound);
    private readonly ILogOutput _output;
    private readonly Task _writing;
    private long _lost;

    public HostLog(ILogOutput output)
    {
        _output = output;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Something worth knowing.</summary>
    public void Info(string line) => Post(LogStream.Output, line);

    /// <summary>Something that someone should look at.</summary>
    public void Warning(string line) => Post(LogStream.Errors, $"warning: {line}");

    /// <summary>Why the Host gives up.</summary>
    public void Error(string line) => Post(LogStream.Errors, $"error: {line}");

    /// <summary>Writes what is left; within two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(FlushDeadline));
    }

    private void Post(LogStream stream, string line)
    {
        if (!_lines.Writer.TryWrite((stream, line)))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    private async Task WriteAsync()
    {
        await foreach ((LogStream stream, string line) in _lines.Reader.ReadAllAsync())
        {
            _output.Write(Name, stream, Encoding.UTF8.GetBytes(line));
            if (Interlocked.Exchange(ref _lost, 0) is long lost and > 0)
            {
                string warning = $"warning: {lost} lines of the Host were lost: its output was not read";
                _output.Write(Name, LogStream.Errors, Encoding.UTF8.GetBytes(warning));
            }
        }
    }
}
