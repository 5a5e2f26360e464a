namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>The fields don't fit the status, and the app has ended: Kestrel gives the connection up without an answer. Never seen by the app.</summary>
internal sealed class GivenUpException(string message) : Exception(message);
