namespace Migrate.Cli.Diffs;

/// <summary>What a line of a diff is.</summary>
internal enum DiffLineKind
{
    /// <summary>Names of the files, or of a range.</summary>
    Header,

    /// <summary>A line that both have.</summary>
    Same,

    /// <summary>A line only the old one has.</summary>
    Removed,

    /// <summary>A line only the new one has.</summary>
    Added,

    /// <summary>A note: no newline at the end, or a change that no line shows.</summary>
    Note,
}
