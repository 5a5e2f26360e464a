using System.Runtime.InteropServices;
using Nanoservices.Fabric.SharedMemory.Interop;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory.Interop;

/// <summary>Every struct that native code reads or writes, against sizeof and offsetof of glibc's headers on 64-bit Linux.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Msghdr()
    {
        Assert.Equal(56, Marshal.SizeOf<MessageHeader>());
        AssertOffsets<MessageHeader>(
            (nameof(MessageHeader.Name), 0), (nameof(MessageHeader.NameLength), 8), (nameof(MessageHeader.Vectors), 16),
            (nameof(MessageHeader.VectorCount), 24), (nameof(MessageHeader.Control), 32),
            (nameof(MessageHeader.ControlLength), 40), (nameof(MessageHeader.Flags), 48));
    }

    [Fact]
    public void Iovec()
    {
        Assert.Equal(16, Marshal.SizeOf<IoVector>());
        AssertOffsets<IoVector>((nameof(IoVector.Start), 0), (nameof(IoVector.Length), 8));
    }

    [Fact]
    public void Cmsghdr_with_one_descriptor()
    {
        Assert.Equal(24, Marshal.SizeOf<DescriptorMessage>());
        Assert.Equal(20, DescriptorMessage.LengthOfOne);
        AssertOffsets<DescriptorMessage>(
            (nameof(DescriptorMessage.Length), 0), (nameof(DescriptorMessage.Level), 8), (nameof(DescriptorMessage.Type), 12),
            (nameof(DescriptorMessage.Descriptor), 16));
    }

    [Fact]
    public unsafe void Sockaddr_un()
    {
        Assert.Equal(110, sizeof(UnixAddress));
        AssertOffsets<UnixAddress>((nameof(UnixAddress.Family), 0), (nameof(UnixAddress.Path), 2));
        UnixAddress address = UnixAddress.Of("/a/b");
        Assert.Equal(1, address.Family);
        Assert.Equal("/a/b\0"u8, new ReadOnlySpan<byte>(address.Path, 5));
    }

    [Fact]
    public void Pollfd_and_timespec()
    {
        Assert.Equal(8, Marshal.SizeOf<PollDescriptor>());
        AssertOffsets<PollDescriptor>(
            (nameof(PollDescriptor.Descriptor), 0), (nameof(PollDescriptor.Events), 4), (nameof(PollDescriptor.Returned), 6));
        Assert.Equal(16, Marshal.SizeOf<TimeSpecification>());
        AssertOffsets<TimeSpecification>((nameof(TimeSpecification.Seconds), 0), (nameof(TimeSpecification.Nanoseconds), 8));
    }

    [Fact]
    public void Epoll_event()
    {
        bool packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.Equal(packed ? 12 : 16, Epoll.EventBytes);
        Assert.Equal(packed ? 4 : 8, Epoll.DataOffset);
    }

    private static void AssertOffsets<T>(params (string Field, int Offset)[] expected) =>
        Assert.All(expected, field => Assert.Equal(field.Offset, (int)Marshal.OffsetOf<T>(field.Field)));
}
