using Microsoft.AspNetCore.Http;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>
/// IHttpResponseBodyFeature.SendFileAsync: the brain opens the file, with its own rights, and the TCP nanoservice reads it. What throws
/// where is as with SendFileFallback of ASP.NET Core, which stays for what is no plain file.
/// </summary>
internal static class FileResponder
{
    /// <summary>Sends a range of a file; <paramref name="stream"/> is the response's own.</summary>
    public static async Task SendAsync(
        Response response, Stream stream, string path, long offset, long? count, CancellationToken cancellation)
    {
        FileInfo file = new(path);
        if (offset < 0 || offset > file.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, string.Empty);
        }

        if (count is < 0 || count > file.Length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, string.Empty);
        }

        cancellation.ThrowIfCancellationRequested();
        if (!response.TakesFiles || !IsPlain(file) || !await TrySendAsync(response, path, offset, count, cancellation))
        {
            await SendFileFallback.SendFileAsync(stream, path, offset, count, cancellation);
        }
    }

    private static async Task<bool> TrySendAsync(Response response, string path, long offset, long? count, CancellationToken cancellation)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
        long length = RandomAccess.GetLength(handle) - offset;
        if (length <= 0 || count == 0)
        {
            return true;
        }

        if (!response.Files.TryTake())
        {
            return false;
        }

        try
        {
            return await response.SendFileAsync(handle, offset, count, length, cancellation);
        }
        finally
        {
            response.Files.Return();
        }
    }

    // Pipes and devices have no positions, and files of /proc and the like no length.
    private static bool IsPlain(FileInfo file) =>
        file.Length > 0 && (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) == 0;
}
