namespace Nanoservices.Fabric.Contract;

/// <summary>Who is at an end of a connection, exchanged when it is made.</summary>
/// <param name="Name">Its name in the placement; 1 to 64 characters.</param>
/// <param name="Kind">brain, tcp, cache, ...</param>
/// <param name="Service">Its number, unique in the placement.</param>
/// <param name="Epoch">Its life: grows with every restart.</param>
public sealed record PeerIdentity(string Name, string Kind, uint Service, ulong Epoch);
