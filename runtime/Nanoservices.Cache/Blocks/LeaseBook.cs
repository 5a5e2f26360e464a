namespace Nanoservices.Cache.Blocks;

/// <summary>The leases of one endpoint: how many it has on which block. They end with it. Under the store's lock.</summary>
internal sealed class LeaseBook(BlockDirectory directory)
{
    private readonly Dictionary<Block, int> _leases = [];

    /// <summary>Leases in all.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether its endpoint ever kept a value itself: then entries may stand in for some.</summary>
    internal bool HasKept { get; set; }

    internal bool Has(Block block) => _leases.ContainsKey(block);

    internal void Take(Block block)
    {
        _leases[block] = _leases.GetValueOrDefault(block) + 1;
        block.Holds++;
        Count++;
    }

    /// <summary>Ends one lease; false when there was none.</summary>
    internal bool TryGiveBack(Block block)
    {
        if (!_leases.TryGetValue(block, out int leases))
        {
            return false;
        }

        if (leases == 1)
        {
            _leases.Remove(block);
        }
        else
        {
            _leases[block] = leases - 1;
        }

        Count--;
        directory.Drop(block);
        return true;
    }

    /// <summary>Ends all.</summary>
    internal void End()
    {
        foreach ((Block block, int leases) in _leases)
        {
            directory.Drop(block, leases);
        }

        _leases.Clear();
        Count = 0;
    }
}
