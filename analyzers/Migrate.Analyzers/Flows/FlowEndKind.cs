namespace Migrate.Analyzers.Flows;

/// <summary>Why a payload is not opaque.</summary>
public enum FlowEndKind
{
    /// <summary>One of its first bytes is read.</summary>
    HeadLook,

    /// <summary>Its bytes are read.</summary>
    Look,

    /// <summary>Its bytes are changed.</summary>
    Write,

    /// <summary>It is kept by, or given to, someone who is not followed.</summary>
    Escape,

    /// <summary>A callee could not be read.</summary>
    Unreadable,

    /// <summary>It is mixed with something that is not a known payload.</summary>
    Mixed,

    /// <summary>The shape of the code is not understood.</summary>
    NotUnderstood,
}
