using System.CommandLine;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary>The command line, whole.</summary>
internal static class RootCommands
{
    /// <summary>The command <c>nanoservices</c>.</summary>
    internal static RootCommand Create(Terminal terminal) => new(
        "Splits an ASP.NET Core app into a control path and data-path nanoservices: finds payloads nobody looks at, turns them into handles, runs the parts.")
    {
        ProfileCommand.Create(terminal),
        ConvertCommand.Create(terminal),
    };

    /// <summary>Parses and runs.</summary>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    internal static async Task<int> RunAsync(Terminal terminal, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ParseResult parsed = Create(terminal).Parse(arguments);
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        int code = await parsed.InvokeAsync(configuration, cancellation);
        return parsed.Errors.Count > 0 ? ExitCodes.Failed : code;
    }
}
