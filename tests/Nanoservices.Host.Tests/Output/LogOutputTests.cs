using System.Text;
using System.Text.Json;
using Nanoservices.Host.Output;
using Xunit;

namespace Nanoservices.Host.Tests.Output;

public sealed class LogOutputTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void Text_has_padded_names_and_keeps_bytes_and_streams()
    {
        TextLogOutput log = new(new LogTarget(_output, _errors), ["brain", "tcp"], colours: false);

        log.Write("brain", LogStream.Output, "a\r"u8);
        log.Write("tcp", LogStream.Output, [0xFF]);
        log.Write("host", LogStream.Errors, "c"u8);

        Assert.Equal("brain | a\ntcp   | \xFF\n", Encoding.Latin1.GetString(_output.ToArray()));
        Assert.Equal("host  | c\n", Encoding.UTF8.GetString(_errors.ToArray()));
    }

    [Fact]
    public void Colours_tell_nanoservices_apart()
    {
        TextLogOutput log = new(new LogTarget(_output, _errors), ["brain", "tcp"], colours: true);

        log.Write("brain", LogStream.Output, "a"u8);
        log.Write("tcp", LogStream.Output, "b"u8);

        string[] lines = Encoding.UTF8.GetString(_output.ToArray()).Split('\n');
        Assert.EndsWith("brain |\e[0m a", lines[0], StringComparison.Ordinal);
        Assert.NotEqual(lines[0][..5], lines[1][..5]);
    }

    [Fact]
    public void Json_survives_any_bytes()
    {
        JsonLogOutput log = new(new LogTarget(_output, _errors), TimeProvider.System);

        log.Write("brain", LogStream.Output, "\"\\\u0001é\t"u8);
        log.Write("brain", LogStream.Output, [0xFF, 0xC3]);

        string[] lines = Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["\"\\\u0001é\t", "\uFFFD\uFFFD"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetString()));
    }
}
