namespace Migrate.Analyzers.Flows;

/// <summary>What is known of a payload between its source and its sinks.</summary>
public enum FlowVerdict
{
    /// <summary>Neither looked at, nor written to, nor kept by anyone else. Proven, never guessed.</summary>
    Opaque,

    /// <summary>Only its first bytes are looked at.</summary>
    HeadOnly,

    /// <summary>Looked at, written to, or handed to someone who may.</summary>
    Inspected,

    /// <summary>Some code on the way could not be read or is not understood.</summary>
    Unknown,
}
