using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Refactorings.Tests.Helpers;

/// <summary>Types of the run-time's names and shapes that really work, on arrays: what fixed code compiles against here.</summary>
internal static class RuntimeStub
{
    public const string Source = """
        #nullable enable
        using System;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Net.Http.Headers;

        namespace Nanoservices.Payloads
        {
            public sealed class Payload(byte[] bytes)
            {
                public byte[] Bytes { get; } = bytes;
                public int Length => Bytes.Length;
                public long LongLength => Bytes.LongLength;
            }
        }

        namespace Nanoservices.Shims.Caching
        {
            using Nanoservices.Payloads;

            public static class DistributedCachePayloadExtensions
            {
                public static Payload? GetPayload(this IDistributedCache cache, string key)
                    => cache.Get(key) is { } bytes ? new Payload(bytes) : null;
                public static async Task<Payload?> GetPayloadAsync(this IDistributedCache cache, string key, CancellationToken token = default)
                    => await cache.GetAsync(key, token) is { } bytes ? new Payload(bytes) : null;
                public static void SetPayload(this IDistributedCache cache, string key, Payload value) => cache.Set(key, value.Bytes);
                public static void SetPayload(this IDistributedCache cache, string key, Payload value, DistributedCacheEntryOptions options)
                    => cache.Set(key, value.Bytes, options);
                public static Task SetPayloadAsync(this IDistributedCache cache, string key, Payload value, CancellationToken token = default)
                    => cache.SetAsync(key, value.Bytes, token);
                public static Task SetPayloadAsync(
                    this IDistributedCache cache, string key, Payload value, DistributedCacheEntryOptions options, CancellationToken token = default)
                    => cache.SetAsync(key, value.Bytes, options, token);
            }
        }

        namespace Nanoservices.Shims.AspNetCore
        {
            using Nanoservices.Payloads;

            public static class PayloadResults
            {
                public static IResult Bytes(
                    Payload contents, string? contentType = null, string? fileDownloadName = null, bool enableRangeProcessing = false,
                    DateTimeOffset? lastModified = null, EntityTagHeaderValue? entityTag = null)
                    => Results.Bytes(contents.Bytes, contentType, fileDownloadName, enableRangeProcessing, lastModified, entityTag);
                public static IResult File(
                    Payload fileContents, string? contentType = null, string? fileDownloadName = null, bool enableRangeProcessing = false,
                    DateTimeOffset? lastModified = null, EntityTagHeaderValue? entityTag = null)
                    => Results.File(fileContents.Bytes, contentType, fileDownloadName, enableRangeProcessing, lastModified, entityTag);
            }

            public sealed class PayloadFileResult(FileContentResult inner) : ActionResult
            {
                public override Task ExecuteResultAsync(ActionContext context) => inner.ExecuteResultAsync(context);
            }

            public static class PayloadControllerExtensions
            {
                public static PayloadFileResult PayloadFile(this ControllerBase controller, Payload fileContents, string contentType)
                    => new(controller.File(fileContents.Bytes, contentType));
                public static PayloadFileResult PayloadFile(
                    this ControllerBase controller, Payload fileContents, string contentType, string? fileDownloadName)
                    => new(controller.File(fileContents.Bytes, contentType, fileDownloadName));
            }

            public static class PayloadHttpExtensions
            {
                public static Task WritePayloadAsync(this HttpResponse response, Payload payload, CancellationToken cancellationToken = default)
                    => response.Body.WriteAsync(payload.Bytes, cancellationToken).AsTask();
                public static async Task<Payload> ReadPayloadAsync(this HttpRequest request, CancellationToken cancellationToken = default)
                {
                    using var buffer = new MemoryStream();
                    await request.Body.CopyToAsync(buffer, cancellationToken);
                    return new Payload(buffer.ToArray());
                }
            }
        }
        """;

    public static MetadataReference Reference { get; } = Compile();

    private static PortableExecutableReference Compile()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Nanoservices.Stub", [CSharpSyntaxTree.ParseText(Source)], WebCompilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
