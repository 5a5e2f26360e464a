using System.Text;
using Microsoft.Win32.SafeHandles;
using Nanoservices.Host.Interop;
using Nanoservices.Host.Processes;
using Xunit;

namespace Nanoservices.Host.Tests.Processes;

public sealed class LineReaderTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly List<string> _lines = [];

    [Fact]
    public async Task Lines_come_whole_however_they_were_written()
    {
        await ReadAsync("a\n", "\n", "b", "c\nd");

        Assert.Equal(["a", "", "bc", "d"], _lines);
    }

    [Fact]
    public async Task A_long_line_comes_in_parts_and_nothing_is_lost()
    {
        string text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i}."));

        await ReadAsync(text + "\nend\n");

        Assert.All(_lines, line => Assert.True(line.Length <= LineReader.MaxLine));
        Assert.Equal(text, string.Concat(_lines.Take(_lines.Count - 1)));
        Assert.Equal("end", _lines[^1]);
    }

    [Fact]
    public async Task Random_text_in_random_parts_comes_back()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        string[] lines = [.. Enumerable.Range(0, 3000).Select(_ => new string('x', random.Next(200)))];
        string text = string.Concat(lines.Select(line => line + "\n"));
        List<string> parts = [];
        for (int at = 0; at < text.Length;)
        {
            int length = Math.Min(random.Next(1, 500), text.Length - at);
            parts.Add(text.Substring(at, length));
            at += length;
        }

        await ReadAsync([.. parts]);

        Assert.True(lines.SequenceEqual(_lines), $"seed {seed}");
    }

    private async Task ReadAsync(params string[] writes)
    {
        using PipePair pipe = new();
        LineReader reader = new(pipe.TakeReader(), line => _lines.Add(Encoding.UTF8.GetString(line)), "test");
        using (SafeFileHandle writer = pipe.Writer)
        using (FileStream stream = new(writer, FileAccess.Write, bufferSize: 0))
        {
            foreach (string write in writes)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(write));
            }
        }

        await reader.Done.WaitAsync(Guard);
    }
}
