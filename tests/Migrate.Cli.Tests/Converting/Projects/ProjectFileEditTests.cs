using Migrate.Cli.Converting.Projects;

namespace Migrate.Cli.Tests.Converting.Projects;

/// <summary>Edits of project files change what they must and leave every other character alone.</summary>
public sealed class ProjectFileEditTests
{
    [Fact]
    public void A_package_goes_to_its_like_in_the_same_layout()
    {
        const string before = "<Project>\r\n\t<!-- > -->\r\n\t<ItemGroup Condition=\"'$(A)' > ''\">\r\n\t\t<PackageReference Include=\"C\" />\r\n\t</ItemGroup>\r\n\r\n"
            + "\t<ItemGroup>\r\n\t\t<PackageReference Include=\"A\" Version=\"1\" /> <!-- a -->\r\n\t</ItemGroup>\r\n</Project>";
        string after = PackageReferenceEdit.AddReference(before, "N", "2");
        Assert.Equal(before.Replace("<!-- a -->\r\n", "<!-- a -->\r\n\t\t<PackageReference Include=\"N\" Version=\"2\" />\r\n", StringComparison.Ordinal), after);
        Assert.Equal(after, PackageReferenceEdit.AddReference(after, "n", "2"));
        Assert.Equal(after.Replace("\"2\"", "\"3\"", StringComparison.Ordinal), PackageReferenceEdit.AddReference(after, "N", "3"));
    }

    [Fact]
    public void A_project_without_groups_gets_one()
        => Assert.Equal(
            "<Project Sdk=\"S\">\n  <ItemGroup>\n    <PackageReference Include=\"N\" />\n  </ItemGroup>\n</Project>",
            PackageReferenceEdit.AddReference("<Project Sdk=\"S\" />", "N", version: null));

    [Fact]
    public void Retargeting_leaves_conditions_alone()
        => Assert.Equal(
            "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><A/></PropertyGroup><PropertyGroup Condition=\"x\"><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>",
            FrameworkEdit.Retarget(
                "<Project><PropertyGroup><TargetFrameworks>net8.0;net6.0</TargetFrameworks><A/></PropertyGroup><PropertyGroup Condition=\"x\"><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>",
                "net10.0"));

    [Fact]
    public void A_package_source_is_added_with_its_mapping_once()
    {
        const string before = """
            <configuration>
              <packageSources>
                <clear />
                <add key="nuget" value="https://example.org/index.json" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="nuget">
                  <package pattern="*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """;
        string after = PackageSourceEdit.Add(before, "nano", ".nano/packages");
        Assert.Contains("    <add key=\"nano\" value=\".nano/packages\" />\n  </packageSources>", after, StringComparison.Ordinal);
        Assert.Contains("    <packageSource key=\"nano\">\n      <package pattern=\"Nanoservices.*\" />\n    </packageSource>\n  </packageSourceMapping>", after, StringComparison.Ordinal);
        Assert.Equal(after, PackageSourceEdit.Add(after, "nano", ".nano/packages"));
    }

    [Theory]
    [InlineData("src/My Shop/My Shop.csproj", "My-Shop")]
    [InlineData("_.csproj", "app")]
    public void A_placement_bears_a_name_that_its_rules_allow(string project, string name)
    {
        string text = PlacementText.Of(project);
        Assert.Contains($"\"application\": \"{name}\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"project\": \"{project}\"", text, StringComparison.Ordinal);
    }
}
