namespace Migrate.Cli.Tests.Helpers;

/// <summary>A folder outside of the repository that goes away.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("cli-tests-").FullName;

    public string Path { get; }

    /// <summary>Writes a file, and the folders above it.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string path, byte[] bytes)
    {
        string full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return full;
    }

    /// <summary>Writes a file as UTF-8 without a mark.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Copies the sample's sources into a folder.</summary>
    /// <returns>The folder's full path.</returns>
    public string CopySample(string folder)
    {
        foreach (string file in Directory.GetFiles(Repository.Sample))
        {
            Write(System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return System.IO.Path.Combine(Path, folder);
    }

    /// <summary>All files of a folder by relative path, without what builds make.</summary>
    public SortedDictionary<string, byte[]> Files(string folder)
    {
        string root = System.IO.Path.Combine(Path, folder);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            string relative = System.IO.Path.GetRelativePath(root, file);
            if (!relative.Split('/').Any(part => part is "bin" or "obj"))
            {
                files[relative] = File.ReadAllBytes(file);
            }
        }

        return files;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
