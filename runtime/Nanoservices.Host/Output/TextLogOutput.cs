using System.Buffers;
using System.Text;

namespace Nanoservices.Host.Output;

/// <summary>Lines for people: "brain | line", names padded, in colours on a terminal.</summary>
internal sealed class TextLogOutput(LogTarget target, IReadOnlyList<string> names, bool colours) : ILogOutput
{
    private static readonly string[] Palette = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[31m"];

    private readonly int _width = names.Append(HostLog.Name).Max(name => name.Length);

    public void Write(string nanoservice, LogStream stream, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.EndsWith((byte)'\r') ? line[..^1] : line;
        ArrayBufferWriter<byte> buffer = new(text.Length + _width + 32);
        string name = nanoservice.PadRight(_width);
        Encoding.UTF8.GetBytes(colours ? $"{Colour(nanoservice)}{name} |\e[0m " : $"{name} | ", buffer);
        buffer.Write(text);
        buffer.Write("\n"u8);
        target.Write(stream, buffer.WrittenSpan);
    }

    private string Colour(string nanoservice)
    {
        int index = names.ToList().IndexOf(nanoservice);
        return index < 0 ? "\e[1m" : Palette[index % Palette.Length];
    }
}
