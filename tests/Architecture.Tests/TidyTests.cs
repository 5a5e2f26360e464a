using Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Architecture.Tests;

/// <summary>How a file looks.</summary>
public sealed class TidyTests
{
    // Put together, or this file would find itself.
    private static readonly string[] LeftOpen = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X", "NotImplemented" + "Exception"];

    [Fact]
    public void A_namespace_is_its_folder()
    {
        Check.None(Repository.Files.SelectMany(f => f.Namespaces
            .Where(n => n.Name.ToString() != f.ExpectedNamespace && !IsPolyfill(n))
            .Select(n => $"{f}: {n.Name} should be {f.ExpectedNamespace}")));
    }

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name()
    {
        List<string> wrong = [];
        foreach (SourceFile file in Repository.Files)
        {
            List<string> names = [.. file.TopLevelTypes.Select(SourceFile.NameOf).Distinct()];
            bool named = names.Count == 0 || file.StemName == names[0] || file.StemName.StartsWith(names[0] + ".", StringComparison.Ordinal);
            if (names.Count > 1 || !named)
            {
                wrong.Add($"{file}: {string.Join(", ", names)}");
            }
        }

        Check.None(wrong);
    }

    [Fact]
    public void Nothing_is_left_open()
    {
        Check.None(Repository.Files.SelectMany(f => LeftOpen.Where(w => HasWord(f.Text, w)).Select(w => $"{f}: {w}")));
    }

    [Fact]
    public void Native_imports_are_in_Interop_folders()
    {
        string[] imports = ["[Library" + "Import", "[Dll" + "Import"];
        Check.None(Repository.Files.Where(f => imports.Any(i => f.Text.Contains(i, StringComparison.Ordinal)))
            .Where(f => !f.Folder.Split('/').Contains("Interop")));
    }

    [Fact]
    public void Leaf_classes_are_sealed()
    {
        HashSet<string> bases = [.. Repository.Files.SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseTypeSyntax>())
            .Select(b => b.Type.DescendantTokens().First(t => t.IsKind(SyntaxKind.IdentifierToken) || t.Parent is PredefinedTypeSyntax).Text),
            .. Repository.Files.SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseTypeSyntax>()).Select(b => LastName(b.Type))];
        Check.None(Repository.Files.SelectMany(f => f.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(c => !c.Modifiers.Any(m => m.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword))
            .Where(c => !bases.Contains(c.Identifier.Text) && !IsPart(c))
            .Select(c => $"{f}: {c.Identifier.Text}")));
    }

    [Fact]
    public void Public_types_say_what_they_are()
    {
        Check.None(Repository.Products.SelectMany(p => p.Files).SelectMany(f => f.TopLevelTypes
            .Where(t => t.Modifiers.Any(SyntaxKind.PublicKeyword) && !t.HasStructuredTrivia && !IsPart(t))
            .Select(t => $"{f}: {SourceFile.NameOf(t)}")));
    }

    private static bool IsPart(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    // A polyfill of a compiler-known type has to have the compiler's namespace.
    private static bool IsPolyfill(BaseNamespaceDeclarationSyntax declared) =>
        declared.Name.ToString().StartsWith("System.", StringComparison.Ordinal);

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => LastName(qualified.Right),
        GenericNameSyntax generic => generic.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };

    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            bool before = at > 0 && char.IsLetterOrDigit(text[at - 1]);
            bool after = at + word.Length < text.Length && char.IsLetterOrDigit(text[at + word.Length]);
            if (!before && !after)
            {
                return true;
            }
        }

        return false;
    }
}
