using Microsoft.Extensions.Logging;

namespace Nanoservices.Tcp.Tests.Support;

public sealed record LogLine(string Category, LogLevel Level, int Event, string Text, Exception? Exception);
