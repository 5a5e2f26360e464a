namespace Nanoservices.Fabric.Defects;

/// <summary>
/// A defect that met the fabric where nobody could catch it: an exception out of a message handler, a session factory or an
/// event. The endpoint is closed with Internal; this says why.
/// </summary>
/// <param name="Where">Which callback of which endpoint.</param>
/// <param name="Exception">What it threw.</param>
public sealed record FabricDefect(string Where, Exception Exception)
{
    /// <summary>What a fabric does with defects when it is told nothing else: a line and the stack to standard error.</summary>
    public static void WriteToStandardError(FabricDefect defect) =>
        Console.Error.WriteLine($"fabric: defect in {defect.Where}: {defect.Exception}");
}
