using System.Xml.Linq;

namespace Architecture.Tests.Tree;

/// <summary>A project of the house.</summary>
public sealed class Project
{
    private readonly Lazy<IReadOnlyList<SourceFile>> _files;

    internal Project(string file)
    {
        Folder = Path.GetDirectoryName(file)!;
        Name = Path.GetFileNameWithoutExtension(file);
        Xml = XDocument.Load(file);
        RelativePath = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
        References = [.. Xml.Descendants("ProjectReference")
            .Where(e => (string?)e.Attribute("ReferenceOutputAssembly") != "false")
            .Select(e => Path.GetFileNameWithoutExtension(((string)e.Attribute("Include")!).Replace('\\', '/')))];
        _files = new Lazy<IReadOnlyList<SourceFile>>(() =>
        [
            .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Repository.IsOutput(path)).Order(StringComparer.Ordinal).Select(path => new SourceFile(this, path)),
        ]);
    }

    public string Name { get; }

    public string Folder { get; }

    public string RelativePath { get; }

    public XDocument Xml { get; }

    public IReadOnlyList<string> References { get; }

    public string RootNamespace => (string?)Xml.Descendants("RootNamespace").FirstOrDefault() ?? Name;

    public bool IsTest => RelativePath.StartsWith("tests/", StringComparison.Ordinal);

    public IReadOnlyList<SourceFile> Files => _files.Value;

    public override string ToString() => Name;
}
