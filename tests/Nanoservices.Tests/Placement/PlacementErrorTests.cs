using Nanoservices.Placement;
using Xunit;

namespace Nanoservices.Tests.Placement;

public sealed class PlacementErrorTests
{
    [Fact]
    public void An_error_has_its_place_and_a_remedy()
    {
        PlacementError error = Single(Samples.With(tcp: "\"engine\": \"kestral\""));

        Assert.Equal("3,35", error.Position.ToString());
        Assert.Contains("no engine 'kestral'", error.Problem, StringComparison.Ordinal);
        Assert.Equal("Did you mean 'kestrel'?", error.Remedy);
    }

    [Theory]
    [InlineData("{ \"application\": \"a\", ", "1,23", "Expected")]
    [InlineData("{\n  \"é\": tru }", "2,11", "'tru")]
    [InlineData("", "1,1", "does not contain any JSON tokens")]
    [InlineData("[]", "1,1", "this is an array")]
    [InlineData("{} {}", "1,4", "after a single JSON value")]
    [InlineData("{ \"\\ud800\": 1 }", "1,3", "surrogate")]
    public void A_broken_text_is_located(string text, string at, string problem)
    {
        PlacementError error = PlacementFile.Parse(text, Samples.Path).Errors[0];

        Assert.Equal(at, error.Position.ToString());
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_no_UTF8_is_located()
    {
        PlacementError error = Assert.Single(PlacementFile.Parse([(byte)'{', (byte)'\n', 0xFF, (byte)'}'], Samples.Path).Errors);

        Assert.Equal("2,1", error.Position.ToString());
    }

    [Fact]
    public void All_errors_come_at_once_and_in_order()
    {
        PlacementResult result = PlacementFile.Parse(
            """
            { "aplication": "x", "fabric": "loopback",
              "boxes": { "local": { "cpu": 1 } },
              "nanoservices": {
                "brain": { "kind": "brian" },
                "brain": { "kind": "brain", "box": "lokal" },
                "tcp": { "kind": "tcp", "listen": [ "ftp://x", 8080, "http://127.0.0.1:80/path" ] },
                "cache": { "kind": "cache", "memory": "1GB", "sizelimit": 5 } } }
            """,
            "p.json");

        Assert.Null(result.Model);
        Assert.Equal(
            [
                "p.json(1,1): error: A placement has no 'application'. Add \"application\": a name.",
                "p.json(1,3): error: A placement has no property 'aplication'. Did you mean 'application'?",
                "p.json(1,32): error: The fabric 'loopback' reaches one process only, and a placement starts several. Write \"shared-memory\".",
                "p.json(2,25): error: The box 'local' has no property 'cpu'. There is nothing to choose from.",
                "p.json(4,24): error: There is no kind 'brian' of nanoservices. Did you mean 'brain'?",
                "p.json(5,5): error: The nanoservice 'brain' is there twice. Rename one of them.",
                "p.json(5,14): error: The brain 'brain' has neither 'project' nor 'assembly'. Add \"project\": the path of the app's project file.",
                "p.json(5,40): error: There is no box 'lokal'. Did you mean 'local'?",
            ],
            result.Errors.Take(8).Select(error => error.ToString()));
        Assert.Equal(["6,41", "6,52", "6,58", "7,43", "7,50"], result.Errors.Skip(8).Select(error => error.Position.ToString()));
    }

    [Theory]
    [InlineData("\"memory\": \"0\"")]
    [InlineData("\"memory\": -1")]
    [InlineData("\"memory\": \"1MiB\"")]
    [InlineData("\"memory\": 1e12")]
    [InlineData("\"memory\": \"99999999999999999999GiB\"")]
    [InlineData("\"memory\": null")]
    [InlineData("\"memory\": \"32MiB\", \"sizeLimit\": \"33MiB\"")]
    [InlineData("\"memory\": \"32MiB\", \"memory\": \"32MiB\"")]
    public void Sizes_that_are_none_are_refused(string cache) => Single(Samples.With(cache: cache));

    [Theory]
    [InlineData("127.0.0.1:80", "does not begin with")]
    [InlineData("https://127.0.0.1:443", "http only")]
    [InlineData("http://127.0.0.1", "no port")]
    [InlineData("http://[::1]", "no port")]
    [InlineData("http://127.0.0.1:65536", "port is no number")]
    [InlineData("http://example.com:80", "no IP address")]
    [InlineData("http://1:80", "no IP address")]
    [InlineData("http://localhost:0", "free port")]
    [InlineData("http://u:p@127.0.0.1:80", "user information")]
    [InlineData("http://*:80/a", "a path")]
    [InlineData("http://unix:relative", "not absolute")]
    public void Addresses_that_are_none_are_refused(string address, string problem) =>
        Assert.Contains(problem, Single(Samples.With(tcp: $"\"listen\": [\"{address}\"]")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://*:80")]
    [InlineData("HTTP://127.0.0.1:0")]
    [InlineData("http://[::]:443/")]
    [InlineData("http://+:8080")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://unix:/run/app.sock")]
    public void Addresses_of_Kestrel_are_taken(string address) =>
        Assert.Empty(PlacementFile.Parse(Samples.With(tcp: $"\"listen\": [\"{address}\"]"), Samples.Path).Errors);

    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("ConnectionStrings__Default")]
    [InlineData("Auth:ApiKey")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("client-secret")]
    public void Variables_that_look_like_secrets_are_refused_without_their_value(string name)
    {
        PlacementError error = Single(Samples.With(brain: $"\"project\": \"a.csproj\", \"environment\": {{ \"{name}\": \"hunter2\" }}"));

        Assert.Contains("Export it in the environment of `nanoservices run` instead", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"environment\": { \"DB\": \"Server=x;Password=y\" }")]
    [InlineData("\"environment\": { \"DB\": \"redis://user:word@host\" }")]
    [InlineData("\"environment\": { \"NANOSERVICES_NAME\": \"x\" }")]
    [InlineData("\"environment\": { \"A=B\": \"x\" }")]
    [InlineData("\"environment\": { \"A\": 1 }")]
    [InlineData("\"environment\": { \"A\": \"1\", \"A\": \"2\" }")]
    [InlineData("\"arguments\": [\"--Password\", \"x\"]")]
    [InlineData("\"arguments\": [\"Jwt:Secret=x\"]")]
    [InlineData("\"arguments\": [1]")]
    [InlineData("\"arguments\": \"--x\"")]
    [InlineData("\"assembly\": \"\"")]
    public void Wrong_properties_of_a_brain_are_refused(string property) => Single(Samples.With(brain: $"\"project\": \"a.csproj\", {property}"));

    [Fact]
    public void Harmless_names_are_no_secrets() =>
        Assert.Empty(PlacementFile.Parse(
            Samples.With(brain: "\"project\": \"a.csproj\", \"environment\": { \"KEYBOARD\": \"de\", \"Urls\": \"http://a/b@c\" }"), Samples.Path).Errors);

    [Theory]
    [InlineData("brain")]
    [InlineData("tcp")]
    [InlineData("cache")]
    public void Each_kind_must_be_there(string kind)
    {
        string text = string.Join('\n', Samples.With().Split('\n').Where(line => !line.Contains($"\"{kind}\":", StringComparison.Ordinal)));
        text = kind == "cache" ? text + "}}" : text;

        Assert.Contains($"no nanoservice of kind {kind}", Single(text).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_cache_is_refused() =>
        Assert.Contains("both of kind cache", Single(Samples.With(cache: "}, \"cache2\": { \"kind\": \"cache\"")).Problem, StringComparison.Ordinal);

    private static PlacementError Single(string text)
    {
        PlacementResult result = PlacementFile.Parse(text, Samples.Path);
        Assert.Null(result.Model);
        return Assert.Single(result.Errors);
    }
}
