namespace Nanoservices.Wire;

/// <summary>Field lines on the wire: u16 count, then for each u16 number of a known name, or 0 and the name as text; then the value as text.</summary>
public static class FieldCodec
{
    /// <summary>The most field lines in a message.</summary>
    public const int MaxCount = 4096;

    /// <summary>Writes one field line.</summary>
    public static void Write(WireWriter writer, string name, string value)
    {
        ushort number = FieldNames.NumberOf(name);
        writer.UInt16(number);
        if (number == 0)
        {
            writer.Text(name);
        }

        writer.Text(value);
    }

    /// <summary>Writes all of a list, with its count.</summary>
    public static void WriteAll(WireWriter writer, IReadOnlyCollection<Field> fields)
    {
        writer.UInt16(checked((ushort)fields.Count));
        foreach (Field field in fields)
        {
            Write(writer, field.Name, field.Value);
        }
    }

    /// <summary>Reads the count; the field lines follow, each for <see cref="Read"/>.</summary>
    public static int ReadCount(ref WireReader reader)
    {
        int count = reader.UInt16();
        return count <= MaxCount ? count : throw new WireFormatException($"{count} field lines are more than {MaxCount}.");
    }

    /// <summary>Reads one field line.</summary>
    public static Field Read(ref WireReader reader)
    {
        ushort number = reader.UInt16();
        string name = number == 0 ? reader.RequiredText() : FieldNames.NameOf(number);
        return new Field(name, reader.RequiredText());
    }

    /// <summary>Reads the count and all field lines.</summary>
    public static Field[] ReadAll(ref WireReader reader)
    {
        int count = ReadCount(ref reader);
        if (count == 0)
        {
            return [];
        }

        Field[] fields = new Field[count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Read(ref reader);
        }

        return fields;
    }
}
