namespace Nanoservices.Wire;

/// <summary>
/// <see cref="MessageKind.Request"/>: what the TCP nanoservice framed, as typed fields. Nobody parses HTTP again. The header's
/// flags are <see cref="RequestFlags"/>.
/// </summary>
/// <remarks>
/// Wire, in this order: text method, text scheme, text protocol, text path base, text path, text query string,
/// text raw target, text trace identifier, i64 body limit (-1: none), connection, field lines.
/// </remarks>
public sealed class RequestHead
{
    /// <summary>See <see cref="RequestFlags"/>.</summary>
    public RequestFlags Flags { get; init; }

    /// <summary>GET, PUT, ..., as spelled by the client.</summary>
    public required string Method { get; init; }

    /// <summary>http or https.</summary>
    public required string Scheme { get; init; }

    /// <summary>HTTP/1.0, HTTP/1.1, HTTP/2, HTTP/3.</summary>
    public required string Protocol { get; init; }

    /// <summary>As IHttpRequestFeature.PathBase.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Unescaped, as IHttpRequestFeature.Path.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public string QueryString { get; init; } = "";

    /// <summary>The target as the client sent it.</summary>
    public required string RawTarget { get; init; }

    /// <summary>As IHttpRequestIdentifierFeature.TraceIdentifier.</summary>
    public required string TraceIdentifier { get; init; }

    /// <summary>The limit of the body's size that applies unless the app changes it; null: none.</summary>
    public long? BodyLimit { get; init; }

    /// <summary>The connection it came on.</summary>
    public required ConnectionInfo Connection { get; init; }

    /// <summary>The field lines, in order of arrival by name.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong exchange)
    {
        writer.Begin(MessageKind.Request, exchange, (ushort)Flags);
        writer.Text(Method);
        writer.Text(Scheme);
        writer.Text(Protocol);
        writer.Text(PathBase);
        writer.Text(Path);
        writer.Text(QueryString);
        writer.Text(RawTarget);
        writer.Text(TraceIdentifier);
        writer.Int64(BodyLimit ?? -1);
        Connection.Write(writer);
        FieldCodec.WriteAll(writer, Fields);
    }

    /// <summary>Reads the message.</summary>
    public static RequestHead Read(ref WireReader reader)
    {
        RequestHead head = new()
        {
            Flags = (RequestFlags)reader.Header.Flags,
            Method = reader.RequiredText(),
            Scheme = reader.RequiredText(),
            Protocol = reader.RequiredText(),
            PathBase = reader.RequiredText(),
            Path = reader.RequiredText(),
            QueryString = reader.RequiredText(),
            RawTarget = reader.RequiredText(),
            TraceIdentifier = reader.RequiredText(),
            BodyLimit = reader.Int64() is var limit and >= 0 ? limit : null,
            Connection = ConnectionInfo.Read(ref reader),
            Fields = FieldCodec.ReadAll(ref reader),
        };
        reader.End();
        return head;
    }
}
