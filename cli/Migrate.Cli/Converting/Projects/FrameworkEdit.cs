using Migrate.Cli.Xml;

namespace Migrate.Cli.Converting.Projects;

/// <summary>Sets the target framework in a project file or in a build file that it takes in.</summary>
internal static class FrameworkEdit
{
    /// <summary>Replaces every unconditional statement of the target framework by one.</summary>
    /// <param name="text">Text of an MSBuild file.</param>
    /// <param name="framework">The target framework to set.</param>
    /// <returns>The edited text; the same when the file states none.</returns>
    internal static string Retarget(string text, string framework)
    {
        XmlNode[] stated = [.. XmlOutline.Read(text).Named("PropertyGroup")
            .Where(group => group.Attribute("Condition") is null)
            .SelectMany(group => group.Children)
            .Where(node => node.EndTag >= 0 && node.Attribute("Condition") is null && node.Name is "TargetFramework" or "TargetFrameworks")];
        foreach (XmlNode node in stated.OrderByDescending(node => node.Start))
        {
            text = text[..node.Start] + $"<TargetFramework>{framework}</TargetFramework>" + text[node.End..];
        }

        return text;
    }
}
