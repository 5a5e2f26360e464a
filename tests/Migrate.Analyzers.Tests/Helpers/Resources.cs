namespace Migrate.Analyzers.Tests.Helpers;

/// <summary>Reads what this assembly was built with.</summary>
public static class Resources
{
    public static IReadOnlyList<string> Names => typeof(Resources).Assembly.GetManifestResourceNames();

    public static string Read(string name)
    {
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
