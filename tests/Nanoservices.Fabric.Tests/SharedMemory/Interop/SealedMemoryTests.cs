using Nanoservices.Fabric.SharedMemory.Interop;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory.Interop;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SealedMemoryTests
{
    [Fact]
    public void Nobody_resizes_it()
    {
        using FileDescriptor memory = SealedMemory.Create("nano-test", 8192);
        Assert.NotEqual(0, Libc.ftruncate(memory, 4096));
        Assert.NotEqual(0, Libc.ftruncate(memory, 16384));
        Assert.True(SealedMemory.IsSealed(memory, 8192));
        Assert.False(SealedMemory.IsSealed(memory, 8191));
    }

    [Fact]
    public void What_is_not_sealed_is_told_apart()
    {
        using FileDescriptor unsealed = Libc.memfd_create("nano-test-unsealed", 3);
        Assert.Equal(0, Libc.ftruncate(unsealed, 8192));
        Assert.False(SealedMemory.IsSealed(unsealed, 8192));
        using FileDescriptor device = Libc.open("/dev/zero", 0);
        Assert.False(SealedMemory.IsSealed(device, 0));
    }

    [Fact]
    public unsafe void A_read_only_descriptor_shows_what_is_written_and_cannot_be_mapped_writable()
    {
        using FileDescriptor memory = SealedMemory.Create("nano-test", 8192);
        using MappedMemory writable = MappedMemory.Map(memory, 8192, writable: true);
        using FileDescriptor readOnly = SealedMemory.OpenReadOnly(memory);
        Assert.True(SealedMemory.IsSealed(readOnly, 8192));
        Assert.Contains("errno 13", Assert.Throws<IOException>(() => MappedMemory.Map(readOnly, 8192, writable: true)).Message, StringComparison.Ordinal);
        using MappedMemory mapped = MappedMemory.Map(readOnly, 8192, writable: false);
        ((byte*)writable.DangerousGetHandle())[5] = 6;
        Assert.Equal(6, ((byte*)mapped.DangerousGetHandle())[5]);
        Assert.Equal(
            UnixFileMode.UserRead, File.GetUnixFileMode($"/proc/self/fd/{readOnly.DangerousGetHandle()}") & (UnixFileMode)0x1FF);
    }
}
