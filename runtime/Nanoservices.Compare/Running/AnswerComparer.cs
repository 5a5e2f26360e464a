using System.Globalization;
using Nanoservices.Compare.Http;
using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Running;

/// <summary>Compares two answers: all but the value of Date (docs/semantics.md).</summary>
internal static class AnswerComparer
{
    private const string Missing = "(missing)";

    /// <summary>The first difference in the order in which a client meets them, or null.</summary>
    public static Difference? Compare(PlannedRequest request, Answer? original, Answer? converted)
    {
        if (original is null || converted is null)
        {
            return original == converted ? null : new Difference(request, "end", Describe(original), Describe(converted));
        }

        if (original.StatusLine.Length == 0 || converted.StatusLine.Length == 0)
        {
            // One broke off before it began: its end is what differs, not its status.
            return Part("end", Describe(original), Describe(converted));
        }

        return Part("status", original.StatusLine, converted.StatusLine)
            ?? Fields("field", original.Fields, converted.Fields)
            ?? Part("framing", original.Framing.ToString(), converted.Framing.ToString())
            ?? Part("end", Describe(original), Describe(converted))
            ?? Part("body", Body(original), Body(converted))
            ?? Fields("trailer", original.Trailers, converted.Trailers);

        Difference? Part(string what, string left, string right) => left == right ? null : new Difference(request, what, left, right);

        Difference? Fields(string what, IReadOnlyList<Field> left, IReadOnlyList<Field> right) =>
            Enumerable.Range(0, Math.Max(left.Count, right.Count))
                .Select(i => Part(what, At(left, i), At(right, i)))
                .FirstOrDefault(difference => difference is not null);
    }

    private static string At(IReadOnlyList<Field> fields, int index) =>
        index >= fields.Count ? Missing
        : fields[index].Name.Equals("Date", StringComparison.OrdinalIgnoreCase) ? fields[index].Name + ": (some)"
        : $"{fields[index].Name}: {fields[index].Value}";

    private static string Describe(Answer? answer) => answer is null ? "(the connection had ended before)" : answer.End.ToString();

    private static string Body(Answer answer) => string.Create(CultureInfo.InvariantCulture,
        $"{answer.BodyLength} bytes, SHA-256 {answer.BodyHash}, begins {Convert.ToHexString(answer.BodyStart.Span)}");
}
