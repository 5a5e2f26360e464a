using Microsoft.Extensions.FileProviders;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Cases 32 to 34: a tree of files, made anew at each start and the same each time, modification times too.</summary>
public static class StaticEndpoints
{
    public static void UseStaticTree(this WebApplication app)
    {
        string root = Directory.CreateTempSubdirectory("semantics-static-").FullName;
        app.Lifetime.ApplicationStopped.Register(() => Directory.Delete(root, recursive: true));
        Write(root, "index.html", "<!doctype html><title>root</title>"u8.ToArray());
        Write(root, "large.bin", Content.Make(1_500_000, seed: 9));
        Write(root, "chunk.bin", Content.Make(16 * 1024, seed: 10));
        Write(root, "empty.txt", []);
        Write(root, "unknown.odd", "odd"u8.ToArray());
        Write(root, ".hidden.txt", "hidden"u8.ToArray());
        Write(root, "Case.txt", "case"u8.ToArray());
        Write(root, "a name %41 ü.txt", "name"u8.ToArray());
        Write(root, "folder/index.html", "<p>folder"u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(root, "link.txt"), "Case.txt");
        Stamp(Path.Combine(root, "link.txt"));
        using (FileStream sparse = File.Create(Path.Combine(root, "sparse.bin")))
        {
            sparse.SetLength(3_000_000);
        }

        Stamp(Path.Combine(root, "sparse.bin"));
        PhysicalFileProvider files = new(root);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = "/static" });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = "/static" });
    }

    private static void Write(string root, string name, byte[] content)
    {
        string path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        Stamp(path);
    }

    private static void Stamp(string path) => File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(20_000));
}
