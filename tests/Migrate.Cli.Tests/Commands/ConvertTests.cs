using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

[Collection(SampleGroup.Name)]
public sealed class ConvertTests(ConvertedSample sample)
{
    [Fact]
    public void It_prints_the_warnings_the_diff_and_what_it_did()
        => Assert.Equal(Repository.Golden("convert-sample.txt"), sample.Conversion.Output);

    [Fact]
    public void It_tells_of_its_steps_on_standard_error()
        => Assert.StartsWith("reading original\ncopying\nusing SDK ", sample.Conversion.Error, StringComparison.Ordinal);

    [Fact]
    public void The_source_is_not_touched()
        => Assert.Equal(sample.Before, sample.Folder.Files("original"));

    [Fact]
    public void The_output_builds_without_warnings()
    {
        Assert.Contains("0 Warning(s)", sample.Build, StringComparison.Ordinal);
        Assert.Contains("0 Error(s)", sample.Build, StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_names_nothing_of_this_machine()
    {
        string[] names = [sample.Folder.Path, Repository.Root, Environment.UserName == "root" ? "/root/" : Environment.UserName];
        foreach ((string path, byte[] bytes) in sample.Folder.Files("converted").Where(file => !file.Key.EndsWith(".nupkg", StringComparison.Ordinal)))
        {
            string text = System.Text.Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain(names, name => text.Contains(name, StringComparison.Ordinal) && path.Length > 0);
        }
    }

    [Fact]
    public async Task Converting_its_own_output_gives_the_same_bytes()
    {
        Ended again = await Programs.CommandAsync(sample.Folder.Path, "convert", "converted", "--output", "again");
        Assert.True(again.Code == 0, again.ToString());
        Assert.StartsWith("Nothing to convert: it is converted already.", again.Output, StringComparison.Ordinal);
        Assert.Equal(sample.Folder.Files("converted"), sample.Folder.Files("again"));
    }

    [Fact]
    public async Task A_dry_run_prints_the_same_and_writes_nothing()
    {
        Ended dry = await Programs.CommandAsync(sample.Folder.Path, "convert", "original", "--output", "dry", "--dry-run");
        Assert.True(dry.Code == 0, dry.ToString());
        string expected = Repository.Golden("convert-sample.txt");
        int last = expected.IndexOf("Converted app: ", StringComparison.Ordinal);
        Assert.Equal(expected[..last] + "Dry run: nothing was written. Without --dry-run, 'dry' is made.\n", dry.Output);
        Assert.Empty(Directory.GetFileSystemEntries(sample.Folder.Path, "dry*"));
    }
}
