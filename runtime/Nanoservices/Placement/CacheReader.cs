using Nanoservices.Placement.Json;

namespace Nanoservices.Placement;

/// <summary>Reads a nanoservice of kind cache.</summary>
internal static class CacheReader
{
    /// <summary>As a "sizeLimit": values may have any size together.</summary>
    private const string NoLimit = "none";

    public static CacheModel Read(ObjectReader reader, NanoserviceHeader header)
    {
        long memory = Size(reader, "memory", CacheModel.DefaultMemory);
        bool isLimited = reader.Take("sizeLimit")?.Value is not { Kind: LocatedKind.Text, Text: NoLimit };
        long? sizeLimit = isLimited ? Size(reader, "sizeLimit", Math.Min(CacheModel.DefaultSizeLimit, memory)) : null;
        if (memory is < CacheModel.MinMemory or > CacheModel.MaxMemory)
        {
            reader.Errors.Add(
                reader.Take("memory")!.Value.At,
                $"'memory' is {ByteSize.Format(memory)}",
                $"It goes from {ByteSize.Format(CacheModel.MinMemory)} to {ByteSize.Format(CacheModel.MaxMemory)}");
        }
        else if (sizeLimit > memory)
        {
            reader.Errors.Add(
                reader.Take("sizeLimit")!.Value.At,
                $"'sizeLimit' ({ByteSize.Format(sizeLimit.Value)}) is more than 'memory' ({ByteSize.Format(memory)}), which holds the values",
                "Raise 'memory', lower 'sizeLimit', or write \"none\"");
        }

        return new CacheModel(header.Name, header.Box, header.Environment, header.Position, memory, sizeLimit);
    }

    private static long Size(ObjectReader reader, string name, long standard)
    {
        LocatedValue? value = reader.Take(name)?.Value;
        if (value is null)
        {
            return standard;
        }

        if (value.Kind is LocatedKind.Text or LocatedKind.Number && ByteSize.TryParse(value.Text, out long bytes) && bytes > 0)
        {
            return bytes;
        }

        string written = value.Kind is LocatedKind.Text ? $"'{value.Text}'" : value.Text.Length > 0 ? value.Text : value.Describe();
        reader.Errors.Add(value.At, $"'{name}' is {written}, which is no size", $"Write {ByteSize.Shape}");
        return standard;
    }
}
