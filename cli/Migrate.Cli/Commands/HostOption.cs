using System.CommandLine;

namespace Migrate.Cli.Commands;

/// <summary>An option that goes to the Host as it is.</summary>
internal sealed class HostOption
{
    internal HostOption(string name, string value, string description) =>
        Option = new Option<string?>(name) { Description = description, HelpName = value };

    /// <summary>The option of the command line.</summary>
    internal Option<string?> Option { get; }

    /// <summary>Its name and value; nothing when it was not given.</summary>
    internal IEnumerable<string> Of(ParseResult parsed) => parsed.GetValue(Option) is { } value ? [Option.Name, value] : [];
}
