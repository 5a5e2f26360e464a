namespace Nanoservices.Host.Output;

/// <summary>Where a line came from.</summary>
internal enum LogStream
{
    Output,
    Errors,
}
