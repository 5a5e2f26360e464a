using System.Globalization;
using Nanoservices.Host.Supervising;

namespace Nanoservices.Host.Arguments;

/// <summary>Reads the command line.</summary>
internal static class ArgumentParser
{
    public const string Usage = """
        usage: Nanoservices.Host supervise <placement.json> [options]
               Nanoservices.Host nanoservice <name>          (as the Host starts it)

        options of supervise:
          --project-assembly <name>=<path>   what the project of the brain <name> has built; may be repeated
          --log-format text|json             default: text
          --drain-deadline <seconds>         for requests under way when the application ends; default: 35
          --join-deadline <seconds>          for a process to join; default: 60
          --silence-deadline <seconds>       a nanoservice that reports nothing for so long hangs and is restarted; default: 10
        """;

    public static HostArguments Parse(string[] arguments) => arguments switch
    {
        ["nanoservice", string name] => new NanoserviceArguments(name),
        ["supervise", string placement, .. var options] when !placement.StartsWith('-') => ParseSupervise(placement, options),
        ["supervise", ..] => new WrongArguments("supervise: no placement file is named"),
        ["nanoservice", ..] => new WrongArguments("nanoservice: name one"),
        [] => new WrongArguments("no command is given"),
        _ => new WrongArguments($"there is no command '{arguments[0]}'"),
    };

    private static HostArguments ParseSupervise(string placement, string[] options)
    {
        Dictionary<string, string> assemblies = [];
        SupervisorOptions deadlines = new();
        bool json = false;
        for (int i = 0; i < options.Length; i += 2)
        {
            string option = options[i];
            if (i + 1 == options.Length)
            {
                return new WrongArguments($"{option}: its value is missing, or there is no such option");
            }

            string value = options[i + 1];
            switch (option)
            {
                case "--project-assembly" when value.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals:
                    assemblies[value[..equals]] = Path.GetFullPath(value[(equals + 1)..]);
                    break;
                case "--log-format" when value is "text" or "json":
                    json = value == "json";
                    break;
                case "--drain-deadline" when Seconds(value) is TimeSpan time:
                    deadlines = deadlines with { DrainDeadline = time };
                    break;
                case "--join-deadline" when Seconds(value) is TimeSpan time:
                    deadlines = deadlines with { JoinDeadline = time };
                    break;
                case "--silence-deadline" when Seconds(value) is TimeSpan time:
                    deadlines = deadlines with { SilenceDeadline = time };
                    break;
                default:
                    return new WrongArguments($"{option} {value}: there is no such option, or its value is wrong");
            }
        }

        return new SuperviseArguments(placement, assemblies, json, deadlines);
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
