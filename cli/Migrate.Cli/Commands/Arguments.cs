using System.CommandLine;

namespace Migrate.Cli.Commands;

/// <summary>Arguments that several commands take.</summary>
internal static class Arguments
{
    /// <summary>What to read.</summary>
    internal static Argument<string> Source() => new("PATH")
    {
        Description = "A solution (.sln, .slnx), a project (.csproj), or a folder that holds one.",
        DefaultValueFactory = _ => ".",
    };
}
