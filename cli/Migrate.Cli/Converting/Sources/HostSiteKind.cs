namespace Migrate.Cli.Converting.Sources;

/// <summary>The ways to build a host.</summary>
internal enum HostSiteKind
{
    /// <summary><c>builder.Build()</c> of a <c>WebApplicationBuilder</c> that has a name.</summary>
    NamedBuilder,

    /// <summary><c>WebApplication.CreateBuilder(args).Build()</c>, or <c>WebApplication.Create(args)</c>: the builder has no name.</summary>
    NamelessBuilder,

    /// <summary><c>Host...ConfigureWebHostDefaults(web => ...)</c>.</summary>
    GenericHost,

    /// <summary><c>Build()</c> of an <c>IWebHostBuilder</c>.</summary>
    WebHost,
}
