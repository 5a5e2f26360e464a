using System.Text.Json;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

public sealed class ProfileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_json_and_the_exit_code_for_findings()
    {
        _folder.CopySample("app");
        Ended ended = await Programs.CommandAsync(_folder.Path, "profile", "app", "--json", "report.json", "--fail-on", "nano2001");

        Assert.Equal(1, ended.Code);
        Assert.Equal(Repository.Golden("profile-sample.txt"), ended.Output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "report.json")));
        Assert.Equal(
            ["GET /objects/{key} data", "PUT /objects/{key} data", "DELETE /objects/{key} control"],
            json.RootElement.GetProperty("endpoints").EnumerateArray().Select(
                endpoint => $"{endpoint.GetProperty("method")} {endpoint.GetProperty("route")} {endpoint.GetProperty("side")}".ToLowerInvariant()
                    .Replace("get ", "GET ", StringComparison.Ordinal).Replace("put ", "PUT ", StringComparison.Ordinal).Replace("delete ", "DELETE ", StringComparison.Ordinal)));
        JsonElement flow = json.RootElement.GetProperty("flows")[0];
        Assert.Equal("NANO2001", flow.GetProperty("rule").GetString());
        Assert.Equal("Program.cs", flow.GetProperty("file").GetString());
        Assert.Equal(11, flow.GetProperty("line").GetInt32());
        Assert.Equal(29, flow.GetProperty("column").GetInt32());
        Assert.Equal("GET /objects/{key}", flow.GetProperty("endpoint").GetString());
        Assert.Equal("IDistributedCache.GetAsync", flow.GetProperty("source").GetString());
        Assert.Equal("Results.Bytes", flow.GetProperty("sink").GetString());
        Assert.Equal("Opaque", flow.GetProperty("verdict").GetString());
        Assert.True(flow.GetProperty("path").GetArrayLength() > 1);
    }

    [Fact]
    public async Task Names_that_could_not_be_bound_are_said_and_a_missing_rule_does_not_fail()
    {
        _folder.Write("app/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
            + "<ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
        _folder.Write("app/Program.cs", "var app = WebApplication.Create(args);\napp.MapGet(\"/a\", () => Missing.Thing());\napp.Run();\n");
        Ended ended = await Programs.CommandAsync(_folder.Path, "profile", "app", "--fail-on", "warning");

        Assert.Equal(0, ended.Code);
        Assert.Contains("Program.cs(2,24): error CS0103: The name 'Missing' does not exist in the current context", ended.Output, StringComparison.Ordinal);
        Assert.EndsWith("App.csproj: 1 project, 1 endpoint, 0 payloads to hand over, 0 kept as bytes, 1 unbound symbol.\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_fails()
    {
        Ended nowhere = await Programs.CommandAsync(_folder.Path, "profile", "nowhere");
        Assert.Equal(2, nowhere.Code);
        Assert.StartsWith("nanoservices: error: 'nowhere' does not exist.", nowhere.Error, StringComparison.Ordinal);
        Ended rule = await Programs.CommandAsync(_folder.Path, "profile", "--fail-on", "NANO9");
        Assert.Equal(2, rule.Code);
        Assert.Contains("--fail-on 'NANO9': no such rule. Give 'warning' or one of NANO2001, NANO2007.", rule.Error, StringComparison.Ordinal);
    }
}
