using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads a nanoservice of kind tcp.</summary>
internal static class TcpReader
{
    private const string Kestrel = "kestrel";

    private const string Shape = "an array of addresses, such as [\"http://127.0.0.1:8080\"]";

    private static readonly string[] Engines = [Kestrel];

    public static TcpModel Read(ObjectReader reader, NanoserviceHeader header)
    {
        LocatedValue? engine = reader.TakeText("engine", "\"kestrel\"");
        if (engine is not null && !Engines.Contains(engine.Text))
        {
            reader.Errors.Add(engine.At, $"There is no engine '{engine.Text}'", Suggestion.For(engine.Text, Engines));
        }

        List<string> listen = [];
        foreach (LocatedValue address in reader.TakeTexts("listen", Shape))
        {
            if (ListenAddress.Problem(address.Text) is string problem)
            {
                reader.Errors.Add(address.At, $"'{address.Text}' is no address to listen on: {problem}", $"Write {ListenAddress.Shape}");
            }
            else if (listen.Contains(address.Text, StringComparer.OrdinalIgnoreCase))
            {
                reader.Errors.Add(address.At, $"'{address.Text}' is there twice", "Keep one of them");
            }
            else
            {
                listen.Add(address.Text);
            }
        }

        return new TcpModel(header.Name, header.Box, header.Environment, header.Position, engine?.Text ?? Kestrel, listen);
    }
}
