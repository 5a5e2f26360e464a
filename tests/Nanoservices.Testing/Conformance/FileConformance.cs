using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Open files: passed, taken once, independent of their names and of who opened them.</summary>
public abstract class FileConformance(FabricUnderTest under) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files-").FullName;

    [Fact]
    public async Task A_file_is_read_after_its_owner_closed_it_and_its_name_is_gone()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        string path = Write("content");
        ulong id;
        using (SafeFileHandle file = File.OpenHandle(path))
        {
            id = pair.Dialer.PassFile(file);
        }

        File.Delete(path);
        using PassedFile taken = pair.Accepted.TakeFile(id);
        Assert.Equal("content", Read(taken));
    }

    [Fact]
    public async Task What_the_peer_writes_is_in_the_file()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        string path = Write("0123456789");
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        using (PassedFile taken = pair.Dialer.TakeFile(pair.Accepted.PassFile(file)))
        {
            RandomAccess.Write(taken.Handle, "abc"u8, 4);
        }

        Assert.Equal("0123abc789", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_file_is_taken_once_and_only_where_it_was_passed_to()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using SafeFileHandle file = File.OpenHandle(Write("x"));
        ulong id = pair.Dialer.PassFile(file);
        Assert.Equal(FailureKind.NotFound, Fails(() => pair.Dialer.TakeFile(id)));
        pair.Accepted.TakeFile(id).Dispose();
        Assert.Equal(FailureKind.NotFound, Fails(() => pair.Accepted.TakeFile(id)));
        Assert.Equal(FailureKind.NotFound, Fails(() => pair.Accepted.TakeFile(id + 1)));
    }

    [Fact]
    public async Task Every_file_keeps_its_id_whatever_order_they_are_taken_in()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        var ids = new ulong[300];
        await Parallel.ForAsync(0, ids.Length, (i, _) =>
        {
            using SafeFileHandle file = File.OpenHandle(Write($"file {i}", $"f{i}"));
            ids[i] = pair.Dialer.PassFile(file);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(ids.Length, ids.Distinct().Count());
        for (int i = ids.Length - 1; i >= 0; i--)
        {
            using PassedFile taken = pair.Accepted.TakeFile(ids[i]);
            Assert.Equal($"file {i}", Read(taken));
        }
    }

    [Fact]
    public async Task Files_that_nobody_took_are_closed_with_the_endpoint_and_taken_ones_are_not()
    {
        FabricPair pair = await FabricPair.CreateAsync(under);
        string path = Write("kept");
        PassedFile taken;
        await using (pair)
        {
            using SafeFileHandle file = File.OpenHandle(path);
            taken = pair.Accepted.TakeFile(pair.Dialer.PassFile(file));
            for (int i = 0; i < 100; i++)
            {
                pair.Dialer.PassFile(file);
            }
        }

        Assert.Equal("kept", Read(taken));
        Assert.Equal(FailureKind.PeerDown, Fails(() => pair.Accepted.TakeFile(2)));
        using (SafeFileHandle again = File.OpenHandle(path))
        {
            Assert.Equal(FailureKind.PeerDown, Fails(() => pair.Dialer.PassFile(again)));
        }

        taken.Dispose();
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(path, Directory.EnumerateFiles("/proc/self/fd").Select(fd => new FileInfo(fd).LinkTarget));
        }
    }

    [Fact]
    public async Task A_peer_that_takes_nothing_gets_no_more_than_the_bound()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        using SafeFileHandle file = File.OpenHandle(Write("x"));
        FailureKind failure = FailureKind.None;
        for (int i = 0; i <= 4096 + 1000 && failure == FailureKind.None; i++)
        {
            try
            {
                pair.Dialer.PassFile(file);
            }
            catch (NanoserviceException e)
            {
                failure = e.Outcome.Failure;
            }
        }

        // Refused at once where both sides share the bound; else the peer ends a connection that floods it.
        Assert.True(failure is FailureKind.QueueFull or FailureKind.PeerDown or FailureKind.Malformed, failure.ToString());
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static FailureKind Fails(Action act) => Assert.Throws<NanoserviceException>(act).Outcome.Failure;

    private static FailureKind Fails(Func<object> act) => Assert.Throws<NanoserviceException>(act).Outcome.Failure;

    private static string Read(PassedFile file)
    {
        byte[] bytes = new byte[RandomAccess.GetLength(file.Handle)];
        Assert.Equal(bytes.Length, RandomAccess.Read(file.Handle, bytes, 0));
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    private string Write(string content, string name = "file")
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
