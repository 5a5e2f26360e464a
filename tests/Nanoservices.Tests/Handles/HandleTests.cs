using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nanoservices.Handles;
using Xunit;

namespace Nanoservices.Tests.Handles;

public sealed class HandleTests
{
    [Fact]
    public void Its_layout_is_the_documented_one()
    {
        Assert.Equal(96, Handle.Size);
        Assert.Equal(Handle.Size, Unsafe.SizeOf<Handle>());
        Assert.Equal(Handle.Size, Marshal.SizeOf<Handle>());
    }

    [Fact]
    public void Its_bytes_are_the_golden_ones()
    {
        byte[] bytes = new byte[Handle.Size];
        Sample.Write(bytes);
        Assert.Equal(
            "0100" + "0500" + "04030201" + "1807161514131211" + "2807262524232221" + "3807363534333231" + "4807464544434241"
            + "5807565554535251" + "6807666564636261" + "7807767574737271"
            + "0F0E0D0C0B0A09080706050403020100" + "1F1E1D1C1B1A19181716151413121110",
            Convert.ToHexString(bytes));
        Assert.Equal(Sample, Handle.Read(bytes));
    }

    [Fact]
    public void Any_flipped_byte_makes_it_another_handle()
    {
        byte[] bytes = new byte[Handle.Size];
        for (int i = 0; i < bytes.Length; i++)
        {
            Sample.Write(bytes);
            bytes[i] ^= 0x40;
            Assert.NotEqual(Sample, Handle.Read(bytes));
        }
    }

    [Fact]
    public void Its_text_gives_away_neither_id_nor_seal()
    {
        string text = Sample.ToString();
        Assert.DoesNotContain(Sample.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.Seal.ToString(System.Globalization.CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    internal static Handle Sample => new()
    {
        Kind = HandleKind.Block,
        Rights = HandleRights.Read | HandleRights.Publish,
        Service = 0x01020304,
        Epoch = 0x1112131415160718,
        Object = 0x2122232425260728,
        Version = 0x3132333435360738,
        Offset = 0x4142434445460748,
        Length = 0x5152535455560758,
        Deadline = 0x6162636465660768,
        Holder = 0x7172737475760778,
        Id = new UInt128(0x0001020304050607, 0x08090A0B0C0D0E0F),
        Seal = new UInt128(0x1011121314151617, 0x18191A1B1C1D1E1F),
    };
}
