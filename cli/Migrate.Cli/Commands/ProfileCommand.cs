using System.CommandLine;
using Migrate.Analysis;
using Migrate.Analysis.Findings;
using Migrate.Analysis.Loading;
using Migrate.Analysis.Reports;
using Migrate.Cli.Profiling;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary><c>nanoservices profile</c>.</summary>
internal static class ProfileCommand
{
    /// <summary>Lines of <c>--help</c>.</summary>
    internal const string Examples = """
          nanoservices profile                                     the solution or project of this folder
          nanoservices profile Shop/Shop.csproj --json shop.json   also as JSON, for programs
          nanoservices profile Shop.sln --fail-on NANO2001         for CI: exit code 1 while there are such payloads

        Each finding is a payload that the code moves but never looks at, with the place where it enters. Those that stay
        bytes are listed too, with the look that keeps them. 'nanoservices convert' turns findings into handles.
        """;

    private static readonly Dictionary<string, string> NoProperties = [];

    /// <summary>The command.</summary>
    internal static Command Create(Terminal terminal)
    {
        Argument<string> path = Arguments.Source();
        var json = new Option<string?>("--json") { Description = "Also write the report to FILE, as JSON.", HelpName = "FILE" };
        var failOn = new Option<string?>("--fail-on")
        {
            Description = $"End with exit code 1 when there is a finding of RULE (such as NANO2001), or any ('{FailOn.Any}').",
            HelpName = "RULE",
        };
        failOn.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && FailOn.Parse(text, AnalyzerRunner.RuleIds) is null)
            {
                result.AddError($"--fail-on '{text}': no such rule. Give '{FailOn.Any}' or one of {string.Join(", ", AnalyzerRunner.RuleIds)}.");
            }
        });
        var command = new Command("profile", "Says which payloads pass through an app without being looked at. Changes nothing but obj/.")
        {
            path, json, failOn,
        };
        command.SetAction((parsed, cancellation) => Guard.RunAsync(
            terminal,
            () => RunAsync(terminal, parsed.GetValue(path)!, parsed.GetValue(json), parsed.GetValue(failOn), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string path, string? json, string? failOn, CancellationToken cancellation)
    {
        SourceTarget target = SourceTarget.Find(path);
        using LoadedSolution loaded = await new WorkspaceLoader(terminal.Progress).LoadAsync(target, NoProperties, cancellation);
        ServiceReport report = await ReportBuilder.BuildAsync(loaded, terminal.Progress, cancellation);
        foreach (string note in report.Notes)
        {
            terminal.Progress($"note: {note}");
        }

        ProfileText.Write(terminal, report);
        if (json is not null)
        {
            await WriteAsync(json, ProfileJson.Write(report), cancellation);
        }

        bool fails = failOn is not null && FailOn.Parse(failOn, AnalyzerRunner.RuleIds)!.IsMet(report);
        return fails ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnalysisException($"--json '{file}' could not be written: {e.Message}", e);
        }
    }
}
