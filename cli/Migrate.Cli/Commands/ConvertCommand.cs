using System.CommandLine;
using Migrate.Cli.Converting;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary><c>nanoservices convert</c>.</summary>
internal static class ConvertCommand
{
    /// <summary>Lines of <c>--help</c>.</summary>
    internal const string Examples = """
          nanoservices convert Shop.sln --output ../Shop.Nano --dry-run     the warnings and the diff, nothing written
          nanoservices convert Shop.sln --output ../Shop.Nano
          dotnet run --project ../Shop.Nano/Shop                            all in one process
          nanoservices run ../Shop.Nano                                     apart, as placement.json says

        The copy builds anywhere: the packages that it needs are in its .nanoservices/packages. Comments, layout,
        encodings and newlines stay. Converting a converted app changes nothing. Older apps: --retarget.
        """;

    /// <summary>The command.</summary>
    internal static Command Create(Terminal terminal)
    {
        Argument<string> path = Arguments.Source();
        var output = new Option<string>("--output", "-o")
        {
            Description = "Folder to make: must not exist yet, or be empty. The source is never changed.",
            HelpName = "DIR",
            Required = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the diff and write nothing." };
        var retarget = new Option<bool>("--retarget") { Description = "Set net10.0 in the copy where the app targets an older .NET." };
        var command = new Command("convert", "Writes a copy of an app whose payloads are handles and whose sockets and caches are nanoservices.")
        {
            path, output, dryRun, retarget,
        };
        command.SetAction((parsed, cancellation) => Guard.RunAsync(terminal, async () =>
        {
            var options = new ConvertOptions(
                parsed.GetValue(path)!, parsed.GetValue(output)!, parsed.GetValue(dryRun), parsed.GetValue(retarget),
                Path.Combine(AppContext.BaseDirectory, "packages"));
            ConversionText.Write(terminal, options, await Converter.RunAsync(options, terminal.Progress, cancellation));
            return ExitCodes.Done;
        }));
        return command;
    }
}
