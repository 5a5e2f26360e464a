using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Files;

namespace Nanoservices.Shims.AspNetCore;

/// <summary>
/// <see cref="FileContentResult"/> for a payload. Its head is decided by ASP.NET Core's own <see cref="FileResultExecutorBase"/>; only the bytes
/// stay where they are. Used for one response.
/// </summary>
public sealed class PayloadFileResult : FileResult
{
    /// <summary>Creates it.</summary>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    /// <exception cref="FormatException"><paramref name="contentType"/> is no media type.</exception>
    public PayloadFileResult(Payload fileContents, string contentType)
        : base(MediaTypeHeaderValue.Parse(contentType).ToString())
    {
        ArgumentNullException.ThrowIfNull(fileContents);
        FileContents = fileContents;
    }

    /// <summary>What is sent.</summary>
    public Payload FileContents { get; }

    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ILoggerFactory loggers = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>();
        return new PayloadFileExecutor(loggers).ExecuteAsync(context, this, FileContents);
    }
}
