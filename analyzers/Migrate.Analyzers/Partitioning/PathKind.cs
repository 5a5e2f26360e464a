namespace Migrate.Analyzers.Partitioning;

/// <summary>Which kind of nanoservice an endpoint's work belongs to.</summary>
public enum PathKind
{
    /// <summary>Decisions: stays in the brain.</summary>
    Control,

    /// <summary>Bytes only: every payload it moves can be a handle.</summary>
    Data,

    /// <summary>Some payloads can be handles, some are needed in the brain.</summary>
    Mixed,
}
