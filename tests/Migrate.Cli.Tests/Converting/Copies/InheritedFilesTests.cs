using Migrate.Analysis;
using Migrate.Cli.Converting.Copies;
using Migrate.Cli.Converting.Projects;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Converting.Copies;

/// <summary>What applies to a build from above goes along, or is refused by name.</summary>
public sealed class InheritedFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_nearest_of_each_goes_along()
    {
        string props = _folder.Write("Directory.Build.props", "<Project />");
        string global = _folder.Write("global.json", "{}");
        _folder.Write(".editorconfig", "root = true");
        _folder.Write("app/.editorconfig", "[*.cs]");
        Assert.Equal([props, global], Find(props));
    }

    [Theory]
    [InlineData("<Project><Import Project=\"other.props\" /></Project>", "Import")]
    [InlineData("<Project><PropertyGroup><A>$(MSBuildThisFileDirectory)a</A></PropertyGroup></Project>", "MSBuildThisFileDirectory")]
    public void What_depends_on_its_place_is_refused(string text, string reason)
    {
        string props = _folder.Write("Directory.Build.props", text);
        AnalysisException refused = Assert.Throws<AnalysisException>(() => Find(props));
        Assert.Contains($"'{props}' applies to this build", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"can't go along: it has {reason}.", refused.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Find(string props)
    {
        string project = _folder.Write("app/App.csproj", "<Project />");
        ProjectFacts facts = new(
            project, ["net10.0"], IsApp: true, HasCentralVersions: false, new Dictionary<string, string> { ["DirectoryBuildPropsPath"] = props }, []);
        return InheritedFiles.Find(Path.Combine(_folder.Path, "app"), [facts]);
    }
}
