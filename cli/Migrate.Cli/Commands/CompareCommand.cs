using System.CommandLine;
using Migrate.Cli.Running;
using Migrate.Cli.Terminals;

namespace Migrate.Cli.Commands;

/// <summary><c>nanoservices compare</c>: everything after it, <c>--help</c> too, goes to the program that compares.</summary>
internal static class CompareCommand
{
    /// <summary>Its name.</summary>
    internal const string Name = "compare";

    /// <summary>The command, as the help of all commands shows it.</summary>
    internal static Command Create() =>
        new(Name, "Sends the same requests to an original and a converted app that run, and compares their answers ('compare --help').")
        {
            TreatUnmatchedTokensAsErrors = false,
        };

    /// <summary>Becomes the program. Does not return but to say why it could not.</summary>
    /// <param name="terminal">For errors.</param>
    /// <param name="arguments">What follows the command's name.</param>
    internal static Task<int> RunAsync(Terminal terminal, IEnumerable<string> arguments) =>
        Guard.RunAsync(terminal, () => throw ShippedProgram.Compare.Become(arguments));
}
