using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nanoservices.Host.Output;

/// <summary>Lines for programs: one JSON object each: time, nanoservice, stream, line. Bytes that are no UTF-8 become U+FFFD.</summary>
internal sealed class JsonLogOutput(LogTarget target, TimeProvider time) : ILogOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(string nanoservice, LogStream stream, ReadOnlySpan<byte> line)
    {
        ArrayBufferWriter<byte> buffer = new(line.Length + 128);
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.GetUtcNow());
            writer.WriteString("nanoservice", nanoservice);
            writer.WriteString("stream", stream == LogStream.Output ? "stdout" : "stderr");
            writer.WriteString("line", Encoding.UTF8.GetString(line.EndsWith((byte)'\r') ? line[..^1] : line));
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        target.Write(stream, buffer.WrittenSpan);
    }
}
