namespace Nanoservices.Host.Processes;

/// <summary>Takes a line without its end. The bytes are void when it returns. May block.</summary>
internal delegate void LineSink(ReadOnlySpan<byte> line);
