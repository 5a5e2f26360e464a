namespace Nanoservices.Host.Arguments;

/// <summary>The command line can't be understood.</summary>
/// <param name="Problem">Why.</param>
internal sealed record WrongArguments(string Problem) : HostArguments;
