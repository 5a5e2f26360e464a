using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Exchanges;
using Nanoservices.Shims.AspNetCore.Memories;

namespace Nanoservices.Shims.AspNetCore.Files;

/// <summary>Sends a payload as MVC sends a byte array: the same code decides the head, the same category logs the same words.</summary>
internal sealed partial class PayloadFileExecutor(ILoggerFactory loggers)
    : FileResultExecutorBase(CreateLogger<FileContentResultExecutor>(loggers))
{
    private const string Reason = "ControllerBase.File: looked at on its way to the response";

    public async Task ExecuteAsync(ActionContext context, FileResult result, Payload contents)
    {
        LogExecuting(Logger, nameof(FileContentResult), result.FileDownloadName);
        (RangeItemHeaderValue? range, long length, bool serveBody) = SetHeadersAndLog(
            context, result, contents.Length, result.EnableRangeProcessing, result.LastModified, result.EntityTag);
        if (!serveBody || (range is not null && length == 0))
        {
            return;
        }

        if (range is not null)
        {
            LogWritingRange(Logger);
        }

        if (context.HttpContext.Features.Get<IHttpResponseBodyFeature>() is Exchange { IsResponseBodyOwn: true })
        {
            await SendAsync(context.HttpContext, contents, range, length);
            return;
        }

        // Somebody looks at the body on its way: what MVC does with an array, write by write.
        await WriteFileAsync(context.HttpContext, new MemoryStream(contents.ToArray(Reason)), range, length);
    }

    private static async Task SendAsync(HttpContext context, Payload contents, RangeItemHeaderValue? range, long length)
    {
        ReadOnlyMemory<byte> memory = PayloadMemory.Of(contents, Reason);
        try
        {
            // An array is copied piece by piece, so that an empty one is not written at all.
            if (memory.Length > 0)
            {
                context.RequestAborted.ThrowIfCancellationRequested();
                ReadOnlyMemory<byte> sent = range is null ? memory : memory.Slice((int)range.From!.Value, (int)length);
                await context.Response.Body.WriteAsync(sent, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // As MVC: the client is gone, nothing is to be served any more.
            context.Abort();
        }
    }

    [LoggerMessage(2, LogLevel.Information, "Executing {FileResultType}, sending file with download name '{FileDownloadName}' ...", EventName = "ExecutingFileResultWithNoFileName")]
    private static partial void LogExecuting(ILogger logger, string fileResultType, string fileDownloadName);

    [LoggerMessage(17, LogLevel.Debug, "Writing the requested range of bytes to the body.", EventName = "WritingRangeToBody")]
    private static partial void LogWritingRange(ILogger logger);
}
