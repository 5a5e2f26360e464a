using System.Collections.ObjectModel;
using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads "environment".</summary>
internal static class EnvironmentReader
{
    private const string Shape = "an object of texts, such as { \"ASPNETCORE_ENVIRONMENT\": \"Production\" }";

    // The Host's own; a placement that sets them would cut the nanoservice off.
    private const string ReservedPrefix = "NANOSERVICES_";

    public static IReadOnlyDictionary<string, string> Read(ObjectReader reader)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (LocatedProperty property in reader.Take("environment", LocatedKind.Object, Shape)?.Properties ?? [])
        {
            if (Check(property, reader.Errors) && !variables.TryAdd(property.Name, property.Value.Text))
            {
                reader.Errors.Add(property.At, $"The variable '{property.Name}' is there twice", "Keep one of them");
            }
        }

        return new ReadOnlyDictionary<string, string>(variables);
    }

    private static bool Check(LocatedProperty property, ErrorList errors)
    {
        string name = property.Name;
        if (name.Length == 0 || name.AsSpan().IndexOfAny('=', '\0') >= 0)
        {
            errors.Add(property.At, $"'{name}' can't be the name of an environment variable", "Give it a name without '=' and NUL");
        }
        else if (name.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(property.At, $"'{name}' is set by the Host", "Leave it out");
        }
        else if (property.Value.Kind != LocatedKind.Text)
        {
            errors.Add(property.Value.At, $"The variable '{name}' is {property.Value.Describe()}", "Write a text, in quotes");
        }
        else if (property.Value.Text.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(property.Value.At, $"The variable '{name}' holds a NUL character", "No environment variable can");
        }
        else if (Secrets.IsSecretName(name) || Secrets.IsSecretValue(property.Value.Text))
        {
            // Never the value: error messages end up in logs.
            errors.Add(property.At, $"The variable '{name}' looks like a secret, which a placement must not hold", Secrets.Remedy);
        }
        else
        {
            return true;
        }

        return false;
    }
}
