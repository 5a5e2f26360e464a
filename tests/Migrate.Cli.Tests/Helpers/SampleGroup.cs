namespace Migrate.Cli.Tests.Helpers;

/// <summary>Tests that share one conversion of the sample.</summary>
[CollectionDefinition(Name)]
public sealed class SampleGroup : ICollectionFixture<ConvertedSample>
{
    public const string Name = "the converted sample";
}
