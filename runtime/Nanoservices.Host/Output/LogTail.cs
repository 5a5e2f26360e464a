using System.Text;

namespace Nanoservices.Host.Output;

/// <summary>The last lines of one life of a nanoservice, for error messages. Thread-safe; bounded.</summary>
internal sealed class LogTail
{
    private const int MostLines = 20;

    private const int MostBytes = 500;

    private readonly Queue<string> _lines = new();

    /// <summary>Remembers a line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, MostBytes)]).TrimEnd();
        lock (_lines)
        {
            if (_lines.Count == MostLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(text);
        }
    }

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
