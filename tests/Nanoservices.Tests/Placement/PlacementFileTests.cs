using Nanoservices.Placement;
using Xunit;

namespace Nanoservices.Tests.Placement;

public sealed class PlacementFileTests
{
    [Fact]
    public void A_full_placement_becomes_a_model_with_absolute_paths()
    {
        PlacementResult result = PlacementFile.Parse(Samples.Full, Samples.Path);

        Assert.Empty(result.Errors);
        PlacementModel model = result.Model!;
        Assert.Equal("objects", model.Application);
        Assert.Equal("shared-memory", model.Fabric);
        Assert.Equal(["local"], model.Boxes);
        Assert.Equal(["brain", "tcp", "cache"], model.Nanoservices.Select(nanoservice => nanoservice.Name));
        BrainModel brain = Assert.IsType<BrainModel>(model.Nanoservices[0]);
        Assert.Equal("/srv/objects/Objects/Objects.csproj", brain.Project);
        Assert.Equal("/srv/objects/Objects", brain.Directory);
        Assert.Equal(["--urls", "http://localhost:1"], brain.Arguments);
        Assert.Equal("é", brain.Environment["Café"]);
        Assert.Equal(8, brain.Position.Line);
        TcpModel tcp = Assert.IsType<TcpModel>(model.Nanoservices[1]);
        Assert.Equal("http://127.0.0.1:8080;http://[::1]:8443", tcp.Settings["listen"]);
        CacheModel cache = Assert.IsType<CacheModel>(model.Nanoservices[2]);
        Assert.Equal("1073741824", cache.Settings["memory"]);
        Assert.Equal("209715200", cache.Settings["size-limit"]);
    }

    [Fact]
    public void Defaults_are_those_of_MemoryDistributedCache_and_of_the_app()
    {
        PlacementModel model = PlacementFile.Parse(Samples.With(), Samples.Path).Model!;

        Assert.Equal("shared-memory", model.Fabric);
        Assert.False(model.Nanoservices[1].Settings.ContainsKey("listen"));
        Assert.Equal(200L << 20, ((CacheModel)model.Nanoservices[2]).SizeLimit);
    }

    [Fact]
    public void No_size_limit_can_be_said()
    {
        string text = Samples.Full.Replace("\"200MiB\"", "\"none\"", StringComparison.Ordinal);
        CacheModel cache = (CacheModel)PlacementFile.Parse(text, Samples.Path).Model!.Nanoservices[2];

        Assert.Null(cache.SizeLimit);
        Assert.Equal("0", cache.Settings["size-limit"]);
    }

    [Fact]
    public void An_assembly_alone_runs_in_its_own_directory_unless_told()
    {
        Assert.Equal("/srv/objects/out", Brain("\"assembly\": \"out/a.dll\"").Directory);
        Assert.Equal("/srv/objects", Brain("\"assembly\": \"out/a.dll\", \"directory\": \".\"").Directory);
        Assert.Equal("/srv/objects/app", Brain("\"assembly\": \"out/a.dll\", \"project\": \"app/a.csproj\"").Directory);

        static BrainModel Brain(string properties) =>
            (BrainModel)PlacementFile.Parse(Samples.With(brain: properties), Samples.Path).Model!.Nanoservices[0];
    }

    [Fact]
    public void Several_brains_are_allowed()
    {
        PlacementResult result = PlacementFile.Parse(
            Samples.With(brain: "\"project\": \"a.csproj\" }, \"brain2\": { \"kind\": \"brain\", \"project\": \"a.csproj\""), Samples.Path);

        Assert.Empty(result.Errors);
        Assert.Equal(2, result.Model!.Nanoservices.Count(nanoservice => nanoservice.Kind == NanoserviceKinds.Brain));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_it()
    {
        PlacementError error = Assert.Single(PlacementFile.Load("/nowhere/placement.json").Errors);

        Assert.Contains("/nowhere/placement.json(1,1): error: the file can't be read", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_error_and_moves_no_column()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Samples.Full)];
        Assert.Empty(PlacementFile.Parse(text, Samples.Path).Errors);
    }
}
