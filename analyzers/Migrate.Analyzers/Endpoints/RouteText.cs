namespace Migrate.Analyzers.Endpoints;

/// <summary>Joins parts of route templates.</summary>
internal static class RouteText
{
    /// <summary>Two parts with one slash between; an empty part leaves the other alone.</summary>
    public static string Join(string left, string right)
    {
        string first = left.TrimEnd('/');
        string second = right.TrimStart('~').Trim('/');
        return second.Length == 0 ? first : $"{first}/{second}";
    }

    /// <summary>A template with its leading slash; <c>/</c> for the root.</summary>
    public static string Rooted(string template) => "/" + template.TrimStart('~').Trim('/');
}
