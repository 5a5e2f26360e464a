namespace Migrate.Cli.Tests.Helpers;

/// <summary>The sample and what the command makes of it, both built, outside of the repository.</summary>
public sealed class ConvertedSample : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    internal TempFolder Folder => _folder;

    internal string Original => Path.Combine(_folder.Path, "original");

    internal string Converted => Path.Combine(_folder.Path, "converted");

    /// <summary>What the command said.</summary>
    internal Ended Conversion { get; private set; } = new(-1, "", "");

    /// <summary>The sample's files before.</summary>
    internal SortedDictionary<string, byte[]> Before { get; private set; } = [];

    /// <summary>What <c>dotnet build</c> said of the converted app.</summary>
    internal string Build { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Packages.Ensure();
        _folder.CopySample("original");
        Before = _folder.Files("original");
        Conversion = await Programs.CommandAsync(_folder.Path, "convert", "original", "--output", "converted");
        Assert.True(Conversion.Code == 0, Conversion.ToString());
        Task<string> original = Programs.DotnetAsync(Original, "build", "-nodeReuse:false");
        Build = await Programs.DotnetAsync(Converted, "build", "-nodeReuse:false");
        await original;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
