namespace Nanoservices.Cache.Store;

/// <summary>What a cache nanoservice holds at one moment.</summary>
/// <param name="Entries">Keys, expired ones that were not found yet included.</param>
/// <param name="ValueBytes">Bytes of their values.</param>
/// <param name="Blocks">Blocks that live: entries, and what is leased or being written.</param>
/// <param name="FreeBytes">Bytes of the region that no block has.</param>
/// <param name="Peers">Connections.</param>
/// <param name="Leases">Leases of all of them.</param>
/// <param name="Refusals">Handles that were refused since it started: forged, not issued to who showed them, or without the right.</param>
/// <param name="Evictions">Entries dropped since it started because they expired or to make room.</param>
public readonly record struct StoreStatus(
    int Entries, long ValueBytes, int Blocks, long FreeBytes, int Peers, long Leases, long Refusals, long Evictions);
