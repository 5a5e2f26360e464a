using Nanoservices.Fabric.Tests.Peers;

namespace Nanoservices.Fabric.Tests;

/// <summary>The peer process of the tests: <c>dotnet Nanoservices.Fabric.Tests.dll ADDRESS EPOCH</c>. Ends with its standard input.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [string address, string epoch])
        {
            return 2;
        }

        await ScriptedPeer.RunAsync(new(address), ulong.Parse(epoch));
        return 0;
    }
}
