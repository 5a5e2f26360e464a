using System.Collections.Concurrent;
using Xunit;

namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>The running placements, each started once, all at the same time. One that can't start fails every test that needs it.</summary>
public sealed class PlacementFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Placement, Lazy<Task<PlacementProcess>>> _placements = new();

    /// <summary>Where a placement listens.</summary>
    public async Task<Uri> AddressAsync(Placement placement) => (await RunningAsync(placement)).Address;

    // The converted app takes longest to be there: it is made while the others answer.
    public Task InitializeAsync()
    {
        foreach (Placement placement in SelectedPlacements.All)
        {
            _ = RunningAsync(placement);
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (Lazy<Task<PlacementProcess>> placement in _placements.Values)
        {
            // One that is still on its way is waited for: its process would stay behind.
            await placement.Value.ContinueWith(static _ => { }, TaskScheduler.Default);
            if (placement.Value.IsCompletedSuccessfully)
            {
                await (await placement.Value).DisposeAsync();
            }
        }

        ConvertedApp.Delete();
    }

    private Task<PlacementProcess> RunningAsync(Placement placement) =>
        _placements.GetOrAdd(placement, p => new Lazy<Task<PlacementProcess>>(() => Task.Run(() => PlacementStarter.StartAsync(p)))).Value;
}
