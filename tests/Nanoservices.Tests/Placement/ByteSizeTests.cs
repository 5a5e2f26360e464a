using Nanoservices.Placement;
using Xunit;

namespace Nanoservices.Tests.Placement;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("17B", 17)]
    [InlineData("1KiB", 1024)]
    [InlineData("1.5 MiB", 1_572_864)]
    [InlineData("2TiB", 2_199_023_255_552)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("1GB")]
    [InlineData("1gib")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("9223372036854775808")]
    public void What_is_no_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1_572_864)]
    [InlineData(long.MaxValue)]
    public void What_is_formatted_reads_back(long bytes)
    {
        Assert.True(ByteSize.TryParse(ByteSize.Format(bytes), out long read));
        Assert.Equal(bytes, read);
    }
}
