using System.Globalization;
using Nanoservices.Outcomes;

namespace Nanoservices.Control.Links;

/// <summary>What a Host tells a nanoservice by its environment. Immutable.</summary>
/// <param name="SocketPath">The Host's Unix socket.</param>
/// <param name="Name">The nanoservice's name in the placement.</param>
/// <param name="HostProcessId">The Host; verified by its socket's credentials when the nanoservice joins.</param>
public sealed record ControlSettings(string SocketPath, string Name, int HostProcessId)
{
    /// <summary>Names <see cref="SocketPath"/>.</summary>
    public const string SocketVariable = "NANOSERVICES_CONTROL";

    /// <summary>Names <see cref="Name"/>.</summary>
    public const string NameVariable = "NANOSERVICES_NAME";

    /// <summary>Names <see cref="HostProcessId"/>.</summary>
    public const string HostVariable = "NANOSERVICES_HOST_PID";

    /// <summary>From this process's environment; null when it has none of them: then there is no Host.</summary>
    /// <exception cref="NanoserviceException">Refused: some are there and some are missing or wrong.</exception>
    public static ControlSettings? FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>From any source of variables.</summary>
    /// <exception cref="NanoserviceException">Refused: some are there and some are missing or wrong.</exception>
    public static ControlSettings? From(Func<string, string?> variable)
    {
        string? socket = variable(SocketVariable);
        string? name = variable(NameVariable);
        string? host = variable(HostVariable);
        if (string.IsNullOrEmpty(socket) && string.IsNullOrEmpty(name))
        {
            return null;
        }

        if (string.IsNullOrEmpty(socket) || string.IsNullOrEmpty(name))
        {
            throw Wrong($"{SocketVariable} and {NameVariable} belong together, and one of them is not set");
        }

        return int.TryParse(host, NumberStyles.None, CultureInfo.InvariantCulture, out int processId) && processId > 0
            ? new ControlSettings(socket, name, processId)
            : throw Wrong($"{HostVariable} is '{host}', which is no process id");
    }

    private static NanoserviceException Wrong(string what) => new(
        $"{what}. A Host sets all three; unset them to run in one process", Outcome.NotStarted(FailureKind.Refused));
}
