using Nanoservices.Shims.AspNetCore.Links;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Links;

public sealed class FileAllowanceTests
{
    [Fact]
    public void It_is_bounded_and_what_is_returned_can_be_taken_again()
    {
        FileAllowance files = new();
        Assert.All(Enumerable.Range(0, FileAllowance.Most), _ => Assert.True(files.TryTake()));
        Assert.False(files.TryTake());
        Assert.False(files.TryTake());
        files.Return();
        Assert.True(files.TryTake());
        Assert.False(files.TryTake());
    }
}
