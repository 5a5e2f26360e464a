using Nanoservices.Control.Watching;

namespace Nanoservices.Host.Running;

/// <summary>Exit codes of a nanoservice's process (docs/control.md).</summary>
internal static class NanoserviceExit
{
    /// <summary>It was asked to end, and has.</summary>
    public const int Success = 0;

    /// <summary>It could not do its work; its last lines say why.</summary>
    public const int Failed = 1;

    /// <summary>Its Host is gone, or refuses it.</summary>
    public const int HostGone = HostWatch.ExitCode;
}
