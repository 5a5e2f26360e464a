namespace Nanoservices.Semantics.Tests.Client;

/// <summary>How the server's side of a connection ended, as the client's socket saw it.</summary>
public enum ConnectionEnd
{
    Open,
    Eof,
    Reset,
}
