using System.Globalization;

namespace Nanoservices.Faults.Tests;

/// <summary>How hard the tests try, from the environment.</summary>
internal static class FaultSettings
{
    private const int DefaultKills = 4;
    private const int MostRepeats = 20;

    /// <summary>NANOSERVICES_FAULT_KILLS: how often each nanoservice is killed under load.</summary>
    public static int Kills { get; } = Number("NANOSERVICES_FAULT_KILLS") ?? DefaultKills;

    /// <summary>How often the smaller tests repeat what they do: less than <see cref="Kills"/>, and grows with it.</summary>
    public static int Repeats { get; } = Math.Clamp(Kills / 4, 1, MostRepeats);

    /// <summary>NANOSERVICES_FAULT_SEED: repeats the order, the pauses and the sizes of a run; another one each time when it is not set.</summary>
    public static int Seed { get; } = Number("NANOSERVICES_FAULT_SEED") ?? Environment.TickCount;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
