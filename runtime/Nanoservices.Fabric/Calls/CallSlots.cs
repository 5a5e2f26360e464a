namespace Nanoservices.Fabric.Calls;

/// <summary>The places of a <see cref="CallTable{TReply}"/>. All members under the table's lock.</summary>
internal sealed class CallSlots<TReply>
{
    private readonly Slot[] _slots;
    private readonly int[] _free;
    private readonly int _slotBits;
    private int _freeCount;

    internal CallSlots(int capacity, int slotBits)
    {
        _slots = new Slot[capacity];
        _free = new int[capacity];
        _slotBits = slotBits;
    }

    /// <summary>How many are taken.</summary>
    internal int Used { get; private set; }

    /// <summary>How many were ever taken at once: no place beyond is in use.</summary>
    internal int HighWater { get; private set; }

    /// <summary>Whether one is free.</summary>
    internal bool HasRoom => Used < _slots.Length;

    /// <summary>Takes a place; the id of the call in it.</summary>
    internal ulong Add(CallSource<TReply> source, long deadline)
    {
        int index = _freeCount != 0 ? _free[--_freeCount] : HighWater++;
        Used++;
        ref Slot slot = ref _slots[index];
        slot.Generation++;
        slot.Source = source;
        slot.Deadline = deadline;
        return Id(index, slot.Generation);
    }

    /// <summary>Frees the place of a call; null when no such call is in it.</summary>
    internal CallSource<TReply>? Remove(ulong id)
    {
        ulong index = id & ((1UL << _slotBits) - 1);
        if (index >= (ulong)_slots.Length)
        {
            return null;
        }

        ref Slot slot = ref _slots[index];
        if (slot.Source is null || slot.Generation != id >> _slotBits)
        {
            return null;
        }

        CallSource<TReply> source = slot.Source;
        slot.Source = null;
        _free[_freeCount++] = (int)index;
        Used--;
        return source;
    }

    /// <summary>The id of the call in a place; 0 when none is.</summary>
    internal ulong IdAt(int index)
    {
        ref Slot slot = ref _slots[index];
        return slot.Source is null ? 0 : Id(index, slot.Generation);
    }

    /// <summary>The id of the call in a place if its deadline has passed, otherwise 0 and the earlier of two deadlines.</summary>
    internal ulong PassedAt(int index, long now, ref long earliest)
    {
        ref Slot slot = ref _slots[index];
        if (slot.Source is null)
        {
            return 0;
        }

        if (slot.Deadline <= now)
        {
            return Id(index, slot.Generation);
        }

        earliest = Math.Min(earliest, slot.Deadline);
        return 0;
    }

    private ulong Id(int index, ulong generation) => (generation << _slotBits) | (uint)index;

    private struct Slot
    {
        internal ulong Generation;
        internal long Deadline;
        internal CallSource<TReply>? Source;
    }
}
