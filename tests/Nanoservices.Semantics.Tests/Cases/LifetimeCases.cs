using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 5: the buffer is the app's again once the await is over.</summary>
internal static class LifetimeCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(5, "/lifetime/rented?chunks=1&size=1000"),
        SemanticsCase.Get(5, "/lifetime/rented?chunks=50&size=4096"),
        SemanticsCase.Get(5, "/lifetime/rented?chunks=20&size=100000"),
        SemanticsCase.Get(5, "/lifetime/rented?chunks=3&size=2000000"),
        SemanticsCase.Get(5, "/lifetime/rented-text"),
    ];
}
