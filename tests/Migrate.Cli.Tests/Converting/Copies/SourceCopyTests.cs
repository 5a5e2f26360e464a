using Migrate.Analysis;
using Migrate.Cli.Converting.Copies;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Converting.Copies;

public sealed class SourceCopyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_but_what_builds_make_is_copied_and_links_stay_links()
    {
        _folder.Write("in/App.csproj", "<Project />");
        _folder.Write("in/bin/x.dll", "");
        _folder.Write("in/obj/x.cs", "");
        _folder.Write("in/.git/HEAD", "");
        _folder.Write("in/data/bin/kept.txt", "kept");
        _folder.Write("outside.txt", "outside");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "in", "inner"), "data/bin/kept.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "in", "outer"), Path.Combine(_folder.Path, "outside.txt"));

        SourceCopy.Run(Path.Combine(_folder.Path, "in"), Path.Combine(_folder.Path, "out"), CancellationToken.None);

        string output = Path.Combine(_folder.Path, "out");
        Assert.Equal(
            ["App.csproj", "data", "data/bin", "data/bin/kept.txt", "inner", "outer"],
            Directory.EnumerateFileSystemEntries(output, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(output, path)).Order(StringComparer.Ordinal));
        Assert.Equal("data/bin/kept.txt", new FileInfo(Path.Combine(output, "inner")).LinkTarget);
        Assert.Null(new FileInfo(Path.Combine(output, "outer")).LinkTarget);
        Assert.Equal("outside", File.ReadAllText(Path.Combine(output, "outer")));
    }

    [Fact]
    public void A_link_to_a_folder_outside_is_refused()
    {
        _folder.Write("in/App.csproj", "<Project />");
        _folder.Write("beyond/a.txt", "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "in", "beyond"), "../beyond");
        AnalysisException refused = Assert.Throws<AnalysisException>(
            () => SourceCopy.Run(Path.Combine(_folder.Path, "in"), Path.Combine(_folder.Path, "out"), CancellationToken.None));
        Assert.Contains("is a link to '../beyond', outside of what is copied", refused.Message, StringComparison.Ordinal);
    }
}
