using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Nanoservices.Compare.Commands;

/// <summary>The command line.</summary>
internal static class CompareCommand
{
    private static readonly Option<Uri> Original = Address("--original", "Where the original listens: http://HOST:PORT");
    private static readonly Option<Uri> Converted = Address("--converted", "Where the converted app listens: http://HOST:PORT");
    private static readonly Option<int> Requests = Number("--requests", "How many requests each side gets", 1000, 1, 10_000_000);
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The mix follows from it; a random one when it is not given",
        DefaultValueFactory = _ => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 1_000_000),
    };

    private static readonly Option<int> Connections = Number("--connections", "Clients at once, each with a connection to each side", 8, 1, 1000);
    private static readonly Option<long> MaxBytes = new("--max-bytes")
    {
        Description = "The largest body: 4096, 64KiB, 16MiB",
        DefaultValueFactory = _ => 16L << 20,
        CustomParser = Size,
    };

    private static readonly Option<string?> Control = new("--control") { Description = "The control socket of the converted app's Host: for CPU and counters" };
    private static readonly Option<int?> OriginalPid = new("--original-pid") { Description = "The original's process: for its CPU" };
    private static readonly Option<int?> ConvertedPid = new("--converted-pid") { Description = "The converted app's process, when it runs in one: for its CPU" };
    private static readonly Option<string?> Json = new("--json") { Description = "A file for the report as JSON" };

    private static readonly Option<bool> Delegated = new("--delegated")
    {
        Description = "Fail also unless no payload byte passed through the brain, confirmed from outside of it (needs --control)",
    };

    /// <summary>Creates it.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Sends the same requests to an original and to what it was converted to, and compares their answers.")
        {
            Original, Converted, Requests, Seed, Connections, MaxBytes, Control, OriginalPid, ConvertedPid, Json, Delegated,
        };
        root.SetAction((parsed, cancellation) => CompareRun.RunAsync(
            new CompareOptions(
                parsed.GetRequiredValue(Original),
                parsed.GetRequiredValue(Converted),
                parsed.GetValue(Requests),
                parsed.GetValue(Seed),
                parsed.GetValue(Connections),
                parsed.GetValue(MaxBytes),
                parsed.GetValue(Control),
                parsed.GetValue(OriginalPid),
                parsed.GetValue(ConvertedPid),
                parsed.GetValue(Json),
                parsed.GetValue(Delegated)),
            cancellation));
        return root;
    }

    private static Option<Uri> Address(string name, string description)
    {
        var option = new Option<Uri>(name) { Description = description, Required = true };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp)
            {
                return address;
            }

            result.AddError($"{name}: '{text}' is no address such as http://127.0.0.1:5000");
            return null;
        };
        return option;
    }

    private static Option<int> Number(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most))
            {
                result.AddError($"{name}: '{result.Tokens[0].Value}' is no number from {least} to {most}");
            }
        });
        return option;
    }

    private static long Size(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ByteSizes.Parse(text) is { } size)
        {
            return size;
        }

        result.AddError($"--max-bytes: '{text}' is no size such as 4096, 64KiB or 16MiB");
        return 0;
    }
}
