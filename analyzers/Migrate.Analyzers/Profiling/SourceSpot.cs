namespace Migrate.Analyzers.Profiling;

/// <summary>A place in a source file.</summary>
/// <param name="File">Path as the compilation knows it.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record SourceSpot(string File, int Line, int Column);
