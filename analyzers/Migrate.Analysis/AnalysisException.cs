namespace Migrate.Analysis;

/// <summary>
/// The work could not be done, for a reason that the user can act on. The message says what was wrong, where, and what
/// to do; commands print it as it is and end with exit code 2.
/// </summary>
public sealed class AnalysisException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What was wrong, where, what to do. Several lines are fine.</param>
    /// <param name="inner">What it came from, if from another exception.</param>
    public AnalysisException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
