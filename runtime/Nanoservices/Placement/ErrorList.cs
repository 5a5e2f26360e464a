using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Collects the errors of one file; bounded.</summary>
internal sealed class ErrorList(string file, SourceMap map)
{
    private const int Most = 100;

    private readonly List<PlacementError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public void Add(long at, string problem, string remedy)
    {
        if (_errors.Count < Most)
        {
            _errors.Add(new PlacementError(file, map.At(at), problem, remedy));
        }
    }

    public SourcePosition Position(long at) => map.At(at);

    public IReadOnlyList<PlacementError> InOrder() =>
        [.. _errors.OrderBy(error => error.Position.Line).ThenBy(error => error.Position.Column)];
}
