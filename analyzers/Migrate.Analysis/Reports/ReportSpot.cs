namespace Migrate.Analysis.Reports;

/// <summary>A place in a source file.</summary>
/// <param name="File">Path relative to the analysed solution's or project's folder, with forward slashes.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record ReportSpot(string File, int Line, int Column)
{
    /// <summary>As compilers print places: <c>file(line,column)</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
