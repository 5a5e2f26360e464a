using System.CommandLine;
using System.CommandLine.Invocation;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary>The command line, whole.</summary>
internal static class RootCommands
{
    private const string Examples = """
          nanoservices profile Shop.sln                            which payloads nobody looks at
          nanoservices convert Shop.sln --output ../Shop.Nano      the diff, and a converted copy
          nanoservices run     ../Shop.Nano                        as processes: the app, TCP, cache
          nanoservices compare --original http://127.0.0.1:5000 --converted http://127.0.0.1:5001

        Exit codes: 0 done, 1 findings that --fail-on names, 2 it could not be done (the message says why), 130 cancelled.
        """;

    /// <summary>The command <c>nanoservices</c>.</summary>
    internal static RootCommand Create(Terminal terminal)
    {
        Command profile = ProfileCommand.Create(terminal);
        Command convert = ConvertCommand.Create(terminal);
        Command run = RunCommand.Create(terminal);
        var root = new RootCommand(
            "Splits an ASP.NET Core app into a control path and data-path nanoservices: finds payloads nobody looks at, turns them into handles, runs the parts.")
        {
            profile, convert, run, CompareCommand.Create(),
        };
        HelpWithExamples.AddTo(root, new Dictionary<Command, string>
        {
            [root] = Examples,
            [profile] = ProfileCommand.Examples,
            [convert] = ConvertCommand.Examples,
            [run] = RunCommand.Examples,
        });
        return root;
    }

    /// <summary>Parses and runs.</summary>
    /// <returns>An exit code of <see cref="ExitCodes"/>, or of the program that the command became.</returns>
    internal static async Task<int> RunAsync(Terminal terminal, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count > 0 && arguments[0] == CompareCommand.Name)
        {
            return await CompareCommand.RunAsync(terminal, arguments.Skip(1));
        }

        ParseResult parsed = Create(terminal).Parse(arguments);
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        int code = await parsed.InvokeAsync(configuration, cancellation);
        return parsed.Action is ParseErrorAction ? ExitCodes.Failed : code;
    }
}
