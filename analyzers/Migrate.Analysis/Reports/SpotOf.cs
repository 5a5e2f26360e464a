using Microsoft.CodeAnalysis;
using Migrate.Analysis.Loading;
using Migrate.Analyzers.Profiling;

namespace Migrate.Analysis.Reports;

/// <summary>Makes places relative to what is analysed.</summary>
internal static class SpotOf
{
    internal static ReportSpot Source(SourceTarget target, SourceSpot spot) => new(target.Display(spot.File), spot.Line, spot.Column);

    internal static ReportSpot Location(SourceTarget target, Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return new ReportSpot(target.Display(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
