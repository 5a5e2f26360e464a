using Test = Migrate.Refactorings.Tests.Helpers.FixTest<
    Migrate.Analyzers.Rules.CachedPayloadToResponseAnalyzer, Migrate.Refactorings.Fixes.CachedPayloadToResponseFixer>;

namespace Migrate.Refactorings.Tests.Fixes;

/// <summary>Fixes leave the rest of a file as it is: layout, comments, line ends, the place of its usings.</summary>
public sealed class LayoutTests
{
    private const string Handler = """
        public static class Objects
        {
            public static void Map(WebApplication app) => app.MapGet("/o/{key}", (string key, IDistributedCache cache) => Results.Bytes({|NANO2001:cache.Get(key)|}!));
        }
        """;

    private const string Fixed = """
        public static class Objects
        {
            public static void Map(WebApplication app) => app.MapGet("/o/{key}", (string key, IDistributedCache cache) => PayloadResults.Bytes(cache.GetPayload(key)!));
        }
        """;

    public static TheoryData<string, string> Files => new()
    {
        // No using, no header.
        { "{0}", "using Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\n{0}" },
        // A header with a blank line below; comments of the type stay with it.
        { "// Header\n// of the file\n\n// The type.\n{0}", "// Header\n// of the file\n\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\n// The type.\n{0}" },
        // A comment that is no header.
        { "// The type.\n{0}", "using Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\n// The type.\n{0}" },
        // Directives stay first.
        { "#define A\n#nullable enable\n{0}", "#define A\n#nullable enable\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\n{0}" },
        // Between others, some are there.
        {
            "using System;\nusing Nanoservices.Shims.Caching; // there\nusing Zoo;\n{0}\nnamespace Zoo {{ class A {{ }} }}",
            "using System;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching; // there\nusing Zoo;\n{0}\nnamespace Zoo {{ class A {{ }} }}"
        },
        // Inside the namespace where the others are.
        {
            "namespace App\n{{\n    using System.Text;\n\n{0}\n}}",
            "namespace App\n{{\n    using System.Text;\n    using Nanoservices.Shims.AspNetCore;\n    using Nanoservices.Shims.Caching;\n\n{0}\n}}"
        },
        // Global usings come first, whatever they are called.
        { "global using Zoo;\n{0}\nnamespace Zoo {{ class A {{ }} }}", "global using Zoo;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n{0}\nnamespace Zoo {{ class A {{ }} }}" },
        // A file-scoped namespace.
        { "namespace App;\n\n{0}", "using Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\nnamespace App;\n\n{0}" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public Task Usings_find_their_place(string before, string after)
        => Test.FixesAsync(string.Format(null, before, Handler), string.Format(null, after, Fixed));

    [Fact]
    public Task Line_ends_stay()
        => Test.FixesAsync(
            ("using System.Text;\n\n" + Handler).Replace("\n", "\r\n", StringComparison.Ordinal),
            ("using System.Text;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n\n" + Fixed).Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public Task Odd_layout_and_comments_stay()
        => Test.FixesAsync(
            """
            using static Microsoft.AspNetCore.Http.Results;
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", async (string key, IDistributedCache cache) =>
                {
                    byte[] ? content /* odd */ =
                        await {|NANO2001:cache   // the cache
                            . GetAsync ( key )|} ; return content == null ? NotFound( ) : Bytes( /* it */ content , "a/b" ) ;
                });
            }
            """,
            """
            using static Microsoft.AspNetCore.Http.Results;
            using Nanoservices.Payloads;
            using Nanoservices.Shims.AspNetCore;
            using Nanoservices.Shims.Caching;

            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", async (string key, IDistributedCache cache) =>
                {
                    Payload ? content /* odd */ =
                        await cache   // the cache
                            . GetPayloadAsync ( key ) ; return content == null ? NotFound( ) : PayloadResults.Bytes( /* it */ content , "a/b" ) ;
                });
            }
            """);

    [Fact]
    public Task A_flow_over_two_files_is_left_alone()
        => Test.OffersNothingAsync(
            """
            public static partial class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", (string key, IDistributedCache cache) => Give({|NANO2001:cache.Get(key)|}!));
            }
            """,
            withRuntime: true,
            "public static partial class Objects { private static IResult Give(byte[] content) => Results.Bytes(content); }");

    [Fact]
    public Task Code_that_is_left_out_could_look()
        => Test.OffersNothingAsync(
            """
            public static class Objects
            {
                public static void Map(WebApplication app) => app.MapGet("/o/{key}", (string key, IDistributedCache cache) =>
                {
                    var content = {|NANO2001:cache.Get(key)|}!;
            #if TRACE_BYTES
                    Console.Write(content[0]);
            #endif
                    return Results.Bytes(content);
                });
            }
            """);
}
