using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Tree;

/// <summary>A source file and its syntax.</summary>
public sealed class SourceFile
{
    private readonly Lazy<CompilationUnitSyntax> _syntax;

    internal SourceFile(Project project, string path)
    {
        Project = project;
        RelativePath = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        string folder = Path.GetRelativePath(project.Folder, Path.GetDirectoryName(path)!).Replace('\\', '/');
        Folder = folder == "." ? "" : folder;
        Text = File.ReadAllText(path);
        Lines = Text.Count(c => c == '\n');
        _syntax = new Lazy<CompilationUnitSyntax>(() => CSharpSyntaxTree.ParseText(
            Text, new CSharpParseOptions(LanguageVersion.Preview), path).GetCompilationUnitRoot());
    }

    public Project Project { get; }

    public string RelativePath { get; }

    /// <summary>Folder below the project, with slashes; empty at its root.</summary>
    public string Folder { get; }

    public string Text { get; }

    public int Lines { get; }

    public CompilationUnitSyntax Syntax => _syntax.Value;

    public string StemName => Path.GetFileNameWithoutExtension(RelativePath);

    public string ExpectedNamespace => Folder.Length == 0
        ? Project.RootNamespace
        : $"{Project.RootNamespace}.{Folder.Replace('/', '.')}";

    public IEnumerable<BaseNamespaceDeclarationSyntax> Namespaces =>
        Syntax.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>();

    /// <summary>Types declared at the top level, delegates included.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>().Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };

    public override string ToString() => RelativePath;
}
