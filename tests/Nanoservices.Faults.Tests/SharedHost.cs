using Nanoservices.Faults.Tests.Hosts;
using Xunit;

namespace Nanoservices.Faults.Tests;

/// <summary>A Host that several tests use in turn. Whatever they did to it, it ends as asked and leaves nothing.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly Lazy<Task<FaultHost>> _host = new(() => FaultHost.StartAsync());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host.IsValueCreated)
        {
            await (await _host.Value).DisposeAsync();
        }
    }

    /// <summary>It, started when first asked for.</summary>
    internal Task<FaultHost> GetAsync() => _host.Value;
}
