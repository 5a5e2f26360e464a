using Spectre.Console;

namespace Migrate.Cli.Terminals;

/// <summary>
/// Where a command writes: results to standard output, progress and errors to standard error. Colour and line length
/// are those of a terminal; redirected output has no colour, and its lines are as long as they need to be.
/// </summary>
internal sealed class Terminal
{
    // Longer than any line: what is redirected is never wrapped.
    private const int Unbounded = 1_000_000;

    private readonly TextWriter output;
    private readonly TextWriter error;
    private readonly bool colourOutput;
    private readonly bool colourError;

    /// <summary>Makes one.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="width">Columns of standard output; 0 when it is redirected.</param>
    /// <param name="colourOutput">Standard output takes colours.</param>
    /// <param name="colourError">Standard error takes colours.</param>
    internal Terminal(TextWriter output, TextWriter error, int width, bool colourOutput, bool colourError)
    {
        this.output = output;
        this.error = error;
        this.colourOutput = colourOutput;
        this.colourError = colourError;
        Width = width > 0 ? width : Unbounded;
    }

    /// <summary>Columns that a line of output may have.</summary>
    internal int Width { get; }

    /// <summary>Standard output.</summary>
    internal TextWriter Output => output;

    /// <summary>Standard error.</summary>
    internal TextWriter Error => error;

    /// <summary>This process's own. <c>NO_COLOR</c> turns colours off.</summary>
    internal static Terminal OfProcess()
    {
        bool plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        int width = Console.IsOutputRedirected ? 0 : AnsiConsole.Profile.Width;
        bool ansi = !plain && AnsiConsole.Profile.Capabilities.Ansi;
        return new Terminal(
            Console.Out, Console.Error, width, ansi && !Console.IsOutputRedirected, ansi && !Console.IsErrorRedirected);
    }

    /// <summary>Writes a line of results.</summary>
    internal void Line(string text = "", Color? colour = null) => Write(output, text, colourOutput ? colour : null);

    /// <summary>Says what is being done.</summary>
    internal void Progress(string text) => Write(error, text, colourError ? Color.Grey : null);

    /// <summary>Warns.</summary>
    internal void Warn(string text) => Write(error, $"nanoservices: warning: {text}", colourError ? Color.Yellow : null);

    /// <summary>Says why nothing could be done.</summary>
    internal void Fail(string text) => Write(error, $"nanoservices: error: {text}", colourError ? Color.Red : null);

    private static void Write(TextWriter writer, string text, Color? colour)
    {
        if (colour is not { } some || text.Length == 0)
        {
            writer.WriteLine(text);
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Unbounded;
        console.WriteLine(text.TrimEnd('\r'), new Style(some));
    }
}
