using System.Xml;
using Migrate.Analysis;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary>Turns what a command may expect to go wrong into a message and an exit code. Bugs stay exceptions.</summary>
internal static class Guard
{
    /// <summary>Runs a command.</summary>
    internal static async Task<int> RunAsync(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("cancelled; nothing was left behind");
            return ExitCodes.Cancelled;
        }
        catch (Exception e) when (e is AnalysisException or IOException or UnauthorizedAccessException or XmlException)
        {
            terminal.Fail(e.Message);
            return ExitCodes.Failed;
        }
    }
}
