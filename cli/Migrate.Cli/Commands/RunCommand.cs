using System.CommandLine;
using Migrate.Cli.Running;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary><c>nanoservices run</c>.</summary>
internal static class RunCommand
{
    /// <summary>Lines of <c>--help</c>.</summary>
    internal const string Examples = """
          nanoservices run ../Shop.Nano
          nanoservices run placement.json --no-build --log-format json
          ASPNETCORE_URLS=http://127.0.0.1:8080 nanoservices run placement.json

        Builds the app, starts it and its nanoservices as processes of this host, restarts those that end, and shows
        their output by name. Ctrl+C or SIGTERM ends it: what is under way may finish; a second Ctrl+C ends it at once.
        Exit codes: 0 asked to end, 1 a nanoservice could not be kept running, 2 nothing was started, 3 the placement
        file is wrong.
        """;

    /// <summary>The command.</summary>
    internal static Command Create(Terminal terminal)
    {
        var placement = new Argument<string>("PLACEMENT")
        {
            Description = "A placement file, or the folder that holds its placement.json.",
            DefaultValueFactory = _ => ".",
        };
        var configuration = new Option<string>("--configuration", "-c")
        {
            Description = "Configuration in which the app is built.",
            DefaultValueFactory = _ => "Release",
            HelpName = "NAME",
        };
        var noBuild = new Option<bool>("--no-build") { Description = "Run what was built before." };
        var assemblies = new Option<string[]>("--project-assembly")
        {
            Description = "Run PATH as the brain NAME, and build no project for it. May be repeated.",
            HelpName = "NAME=PATH",
        };
        assemblies.Validators.Add(result =>
        {
            foreach (string wrong in result.Tokens.Select(token => token.Value).Where(value => value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--project-assembly '{wrong}': give it as NAME=PATH, such as brain=bin/Release/net10.0/Shop.dll.");
            }
        });
        HostOption[] passed =
        [
            new("--log-format", "text|json", "How lines of output are written: 'name | line', or an object each."),
            new("--drain-deadline", "SECONDS", "How long requests may go on when the app ends (35)."),
            new("--join-deadline", "SECONDS", "How long a process may take to call UseNanoservices() (60)."),
            new("--silence-deadline", "SECONDS", "How long a nanoservice may not report before it is restarted (10)."),
        ];
        var command = new Command("run", "Runs a converted app and its nanoservices as processes of this host.")
        {
            placement, configuration, noBuild, assemblies,
        };
        foreach (HostOption option in passed)
        {
            command.Add(option.Option);
        }

        command.SetAction((parsed, cancellation) => Guard.RunAsync(terminal, () => PlacementRun.RunAsync(
            new RunOptions(
                parsed.GetValue(placement)!, parsed.GetValue(configuration)!, !parsed.GetValue(noBuild), parsed.GetValue(assemblies) ?? [],
                [.. passed.SelectMany(option => option.Of(parsed))]),
            terminal.Progress,
            cancellation)));
        return command;
    }
}
