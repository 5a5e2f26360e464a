using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Migrate.Cli.Commands;

/// <summary>The usual help, followed by examples of the command and what is worth knowing of it.</summary>
/// <param name="usual">Writes the usual help.</param>
/// <param name="examples">Lines to add, by command.</param>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out string? lines))
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:{Environment.NewLine}{lines}");
        }

        return code;
    }

    /// <summary>Adds examples to the help of commands.</summary>
    /// <param name="root">The command line.</param>
    /// <param name="examples">Lines to add, by command.</param>
    internal static void AddTo(RootCommand root, IReadOnlyDictionary<Command, string> examples)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }
}
