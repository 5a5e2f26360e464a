namespace Migrate.Analyzers.Catalog;

/// <summary>What a sink looks like in source: decides which handle form, if any, can stand in its place.</summary>
public enum SinkForm
{
    /// <summary>A static factory of <c>IResult</c>: <c>Results.Bytes</c> and its like.</summary>
    ResultFactory,

    /// <summary><c>ControllerBase.File</c>.</summary>
    ControllerFile,

    /// <summary><c>HttpResponse.Body.WriteAsync</c>.</summary>
    BodyWriteAsync,

    /// <summary>
    /// <c>HttpResponse.Body.Write</c>. No handle form: synchronous writes are refused by default, an asynchronous one
    /// would not be.
    /// </summary>
    BodyWrite,

    /// <summary><c>HttpResponse.BodyWriter.WriteAsync</c>. No handle form: it flushes, which clients can see.</summary>
    BodyWriterWriteAsync,

    /// <summary>A cache's synchronous store.</summary>
    CacheSet,

    /// <summary>A cache's asynchronous store.</summary>
    CacheSetAsync,
}
