using System.Text;
using Migrate.Cli.Texts;

namespace Migrate.Cli.Tests.Texts;

public sealed class TextFileTests
{
    public static TheoryData<byte[]> Files =>
    [
        [],
        "plain\n"u8.ToArray(),
        [0xEF, 0xBB, 0xBF, .. "marked é\r\n"u8],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("ž\n")],
        [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("ž\n")],
        [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("ž\n")],
        [.. "caf"u8, 0xE9, 0x80, .. " latin\n"u8],
        [0xEF, 0xBB],
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_written_back_byte_for_byte(byte[] bytes) => Assert.Equal(bytes, TextFile.Decode(bytes).Encode());

    [Fact]
    public void An_edit_takes_the_newlines_of_the_file()
    {
        Assert.Equal("a\r\nb\r\n", TextFile.New("x\r\n").With("a\nb\n").Text);
        Assert.Equal("a\nb\n", TextFile.New("x\n").With("a\r\nb\n").Text);
        Assert.Equal("a\r\nb\n", TextFile.New("x\r\ny\n").With("a\r\nb\n").Text);
    }
}
